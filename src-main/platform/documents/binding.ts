/**
 * What a bound dossier is told to have around its papers. A binding is, like a template, a pure function from validated
 * data; it is asked for its covers after the pages of everything inside are known.
 */
import type { z } from 'zod';
import type { DossierPlan } from './dossier-plan.ts';
import { InvalidData } from './errors.ts';

/** A paper that the engine renders: kind of its template and data. */
export interface FrontPaper {
  /** In the bookmarks, and in the catalogue for a numbered one. */
  readonly name: string;
  readonly kind: string;
  readonly data: unknown;
}

/** Page counts for whoever words the covers. */
export interface DossierTotals extends DossierPlan {
  /** Every page of the file: cover, catalogue, what is numbered, back cover (连面带底). */
  readonly allPages: number;
}

export interface BindingDefinition<Schema extends z.ZodType> {
  /** `capability.dossier`. */
  readonly kind: string;
  readonly schema: Schema;
  /** Title and author in the document's properties; personal data stays out of them. */
  title(data: z.output<Schema>): string;
  author(data: z.output<Schema>): string;
  /** Before the first numbered page, e.g. the cover; without page numbers. */
  cover(data: z.output<Schema>): FrontPaper;
  /** After the cover; every entry of the plan with its true pages. */
  catalogue(data: z.output<Schema>, plan: DossierPlan): FrontPaper;
  /** Numbered papers that close the dossier (卷宗情况说明); they are entries of the plan themselves. */
  closing(data: z.output<Schema>, plan: DossierPlan): readonly FrontPaper[];
  /** The last page; without a number, with the total. */
  backCover(data: z.output<Schema>, totals: DossierTotals): FrontPaper;
}

/** A binding with its data closed in. */
export interface PreparedBinding {
  readonly title: string;
  readonly author: string;
  readonly canonical: string;
  cover(): FrontPaper;
  catalogue(plan: DossierPlan): FrontPaper;
  closing(plan: DossierPlan): readonly FrontPaper[];
  backCover(totals: DossierTotals): FrontPaper;
}

export interface Binding {
  readonly kind: string;
  /** Throws InvalidData. */
  prepare(data: unknown): PreparedBinding;
}

export function defineBinding<Schema extends z.ZodType>(definition: BindingDefinition<Schema>): Binding {
  const { kind, schema } = definition;
  return {
    kind,
    prepare: (input) => {
      const parsed = schema.safeParse(input);
      if (!parsed.success) {
        const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
        throw new InvalidData(kind, issues);
      }
      const data = parsed.data;
      return {
        title: definition.title(data),
        author: definition.author(data),
        canonical: JSON.stringify(data),
        cover: () => definition.cover(data),
        catalogue: (plan) => definition.catalogue(data, plan),
        closing: (plan) => definition.closing(data, plan),
        backCover: (totals) => definition.backCover(data, totals),
      };
    },
  };
}
