import { AppError } from '../app-error.ts';
import { MissingGlyphs } from './errors.ts';

/** Turns the engine's refusal of characters into one that names them; anything else stays unexpected. */
export function documentError(error: unknown): unknown {
  if (!(error instanceof MissingGlyphs)) return error;
  const list = error.characters.map(({ character, codePoint }) =>
    character ? `${character}（${codePoint}）` : codePoint,
  );
  return new AppError('document.missingGlyphs', { params: { characters: list.join('、') } });
}
