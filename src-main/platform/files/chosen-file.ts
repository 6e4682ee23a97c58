import type { PrepareContext } from '../router/handlers.ts';
import { requireSize } from './file-store.ts';

interface PlainFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * The file that came with the call, or the one that is chosen now in the system’s dialog; null: none was chosen.
 * Errors: `file.empty`, `file.tooLarge`.
 */
export async function givenOrChosen(
  { services }: Pick<PrepareContext, 'services'>,
  given: { name: string; base64: string } | undefined,
  filters: { name: string; extensions: string[] }[],
): Promise<PlainFile | null> {
  if (given) return { name: given.name, bytes: Buffer.from(given.base64, 'base64') };
  const chosen = await services.ports.dialogs.openFile({ filters });
  if (chosen === 'cancelled') return null;
  requireSize(chosen.bytes.byteLength);
  return chosen;
}

export const anyFile = [{ name: '*', extensions: ['*'] }];
export const pictureOrPdf = [{ name: 'PDF, PNG, JPEG', extensions: ['pdf', 'png', 'jpg', 'jpeg'] }];
