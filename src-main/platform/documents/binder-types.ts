/** What goes into a bound dossier and what comes out. Plain data: it crosses to a document worker. */
import type { DossierEntry } from './dossier-plan.ts';

export type DossierPart =
  /** A paper that this program issued: its kept bytes. */
  | { readonly id: string; readonly name: string; readonly kind: 'paper'; readonly bytes: Uint8Array }
  /** A PDF from elsewhere. */
  | {
      readonly id: string;
      readonly name: string;
      readonly kind: 'pdf';
      readonly bytes: Uint8Array;
      readonly note?: string;
    }
  /** JPEG or PNG, known by its own first bytes; one page, scaled to A4, with its name as caption. */
  | {
      readonly id: string;
      readonly name: string;
      readonly kind: 'image';
      readonly bytes: Uint8Array;
      readonly note?: string;
    }
  /** Kept apart (a disc, a sealed object): a line of the catalogue without pages. */
  | { readonly id: string; readonly name: string; readonly kind: 'listed'; readonly note?: string };

export interface StampPlaces {
  /** Upper corner of pages with an odd and an even number. */
  readonly odd: 'left' | 'right';
  readonly even: 'left' | 'right';
}

export interface BindRequest {
  /** Kind of the binding, e.g. `mediation.dossier`. */
  readonly binding: string;
  /** What the binding's schema takes. */
  readonly data: unknown;
  /** In the order in which they are bound. */
  readonly parts: readonly DossierPart[];
  /** ISO instant; the same request gives the same bytes. */
  readonly createdAt: string;
  /** Large grey word over every page of a draft, e.g. 草稿. */
  readonly watermark?: string;
  /** Where the page number stands; upper right on every page unless said otherwise. */
  readonly stamps?: StampPlaces;
  /** A file that cannot be bound: `refuse` the dossier, naming every such file, or `list` it as kept apart. */
  readonly unreadable: 'refuse' | 'list';
  /** Words beside a file in the catalogue that was listed because it cannot be bound. */
  readonly unreadableNote?: string;
}

export type UnreadableReason = 'encrypted' | 'broken' | 'notAnImage' | 'tooLarge';

export interface UnreadablePart {
  readonly id: string;
  readonly name: string;
  readonly reason: UnreadableReason;
}

export interface BoundDossier {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pages of the file, covers included. */
  readonly pages: number;
  /** Pages that carry a number. */
  readonly numberedPages: number;
  /** The catalogue as it was printed. */
  readonly entries: readonly DossierEntry[];
  /** Files that were listed instead of bound. */
  readonly unreadable: readonly UnreadablePart[];
  /** Hex digest of the bytes. */
  readonly sha256: string;
}
