import type { EvidenceFields } from '../../../../src-main/contract/mediation/proceedings-fields.ts';

export interface DroppedFile {
  name: string;
  /** The name without its extension, as the first suggestion for the line of the list. */
  title: string;
  kind: EvidenceFields['kind'];
  base64: string;
}

/** Reads files that were dropped on the window; those beyond `limit` bytes are named and left alone. */
export async function readDropped(
  list: FileList,
  limit: number,
): Promise<{ files: DroppedFile[]; tooLarge: string[] }> {
  const all = [...list].filter((file) => file.size > 0);
  const files = await Promise.all(
    all
      .filter((file) => file.size <= limit)
      .map(async (file) => ({
        name: file.name,
        title: file.name.replace(/\.[^.]{1,8}$/, '').slice(0, 100) || file.name.slice(0, 100),
        kind: kindOf(file.type),
        base64: await base64Of(file),
      })),
  );
  return { files, tooLarge: all.filter((file) => file.size > limit).map((file) => file.name) };
}

function kindOf(type: string): EvidenceFields['kind'] {
  if (type.startsWith('image/')) return 'picture';
  if (type.startsWith('audio/')) return 'recording';
  if (type.startsWith('video/')) return 'video';
  return type === 'application/pdf' || type.startsWith('text/') ? 'document' : 'electronic';
}

export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}
