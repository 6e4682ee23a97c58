/** zod schemas for the values that template data is made of. Input is plain data, output is branded. */
import { z } from 'zod';
import { civilDate, isCivilDate, isInstant } from '../dates.ts';
import { fen, MAX_CAPITALS_FEN } from '../money.ts';
import { minutes } from '../minutes.ts';

/** Printable text with at least one visible character; what the fonts can draw is checked by the engine, by name. */
export const textValue = z.string().refine((value) => value.trim() !== '', 'empty');

/** An amount in 分, 0 … MAX_CAPITALS_FEN. */
export const fenValue = z.int().min(0).max(MAX_CAPITALS_FEN).transform(fen);

/** Whole minutes; negative only where a correction is shown. */
export const minutesValue = z.int().transform(minutes);

/** `YYYY-MM-DD`, a real date. */
export const civilDateValue = z.string().refine(isCivilDate, 'not a date').transform(civilDate);

/** ISO UTC instant. */
export const instantValue = z.string().refine(isInstant, 'not an instant');
