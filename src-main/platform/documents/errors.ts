/** Everything the engine refuses. The classes cross the worker boundary as plain data and come out as themselves. */
import type { UnreadablePart } from './binder-types.ts';

export interface UndrawableCharacter {
  /** The character itself; empty for half of a surrogate pair. */
  readonly character: string;
  /** `U+20BB7` */
  readonly codePoint: string;
}

export interface DataIssue {
  /** Place in the data, e.g. `parties.0.name`. */
  readonly path: string;
  readonly message: string;
}

/** No bundled font draws these characters, or they are control, private-use or broken ones. Nothing was printed. */
export class MissingGlyphs extends Error {
  readonly code = 'missing-glyphs';
  readonly characters: readonly UndrawableCharacter[];
  constructor(characters: readonly UndrawableCharacter[]) {
    super(`no font draws ${characters.map(({ codePoint }) => codePoint).join(', ')}`);
    this.name = 'MissingGlyphs';
    this.characters = characters;
  }
}

/** The data does not fit the template's schema; the message holds places, never values. */
export class InvalidData extends Error {
  readonly code = 'invalid-data';
  readonly kind: string;
  readonly issues: readonly DataIssue[];
  constructor(kind: string, issues: readonly DataIssue[]) {
    super(`invalid data for ${kind}: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
    this.name = 'InvalidData';
    this.kind = kind;
    this.issues = issues;
  }
}

/** Files of a dossier that cannot be bound, each by its name; nothing was bound. */
export class UnreadableParts extends Error {
  readonly code = 'unreadable-parts';
  readonly parts: readonly UnreadablePart[];
  constructor(parts: readonly UnreadablePart[]) {
    super(
      `${parts.length} files cannot be bound: ${parts.map(({ id, reason }) => `${id} ${reason}`).join(', ')}`,
    );
    this.name = 'UnreadableParts';
    this.parts = parts;
  }
}

/** The document cannot be laid out or made: unknown kind, a worker that died, work that was cancelled. */
export class LayoutFailure extends Error {
  readonly code = 'layout-failure';
  readonly reason: LayoutFailureReason;
  constructor(reason: LayoutFailureReason, message: string) {
    super(message);
    this.name = 'LayoutFailure';
    this.reason = reason;
  }
}

export type LayoutFailureReason =
  'unknown-kind' | 'too-tall' | 'worker-died' | 'cancelled' | 'closed' | 'internal';

/** An engine error as it travels between threads. */
export type ErrorData =
  | { readonly code: 'missing-glyphs'; readonly characters: readonly UndrawableCharacter[] }
  | { readonly code: 'invalid-data'; readonly kind: string; readonly issues: readonly DataIssue[] }
  | { readonly code: 'unreadable-parts'; readonly parts: readonly UnreadablePart[] }
  | { readonly code: 'layout-failure'; readonly reason: LayoutFailureReason; readonly message: string };

export function errorToData(error: unknown): ErrorData {
  if (error instanceof MissingGlyphs) return { code: error.code, characters: error.characters };
  if (error instanceof InvalidData) return { code: error.code, kind: error.kind, issues: error.issues };
  if (error instanceof UnreadableParts) return { code: error.code, parts: error.parts };
  if (error instanceof LayoutFailure)
    return { code: error.code, reason: error.reason, message: error.message };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'layout-failure', reason: 'internal', message };
}

export function errorFromData(data: ErrorData): Error {
  switch (data.code) {
    case 'missing-glyphs':
      return new MissingGlyphs(data.characters);
    case 'invalid-data':
      return new InvalidData(data.kind, data.issues);
    case 'unreadable-parts':
      return new UnreadableParts(data.parts);
    case 'layout-failure':
      return new LayoutFailure(data.reason, data.message);
  }
}
