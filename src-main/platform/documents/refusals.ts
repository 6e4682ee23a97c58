import { AppError } from '../app-error.ts';
import { MissingGlyphs, UnreadableParts } from './errors.ts';

/**
 * Turns the engine’s refusals into ones that name what is wrong: the characters that no font can draw, the files that
 * cannot be bound. Anything else stays unexpected.
 */
export function documentError(error: unknown): unknown {
  if (error instanceof UnreadableParts) {
    const files = error.parts.map(({ name }) => `《${name}》`);
    return new AppError('dossier.unreadableFile', { params: { files: files.join('、') } });
  }
  if (!(error instanceof MissingGlyphs)) return error;
  const list = error.characters.map(({ character, codePoint }) =>
    character ? `${character}（${codePoint}）` : codePoint,
  );
  return new AppError('document.missingGlyphs', { params: { characters: list.join('、') } });
}
