/** A template is a pure function from validated data to blocks. It knows no fonts, no pages, no PDF. */
import type { z } from 'zod';
import type { Block } from './blocks.ts';
import { InvalidData } from './errors.ts';
import { defaultSection, type Section, type SectionOptions } from './section.ts';

/** What `render` writes on. */
export interface Page {
  add(...blocks: readonly Block[]): void;
  /** Shapes the page; before anything is added. */
  section(options: SectionOptions): void;
  /** Begins a sub-document on a new page, with its own page numbers; `render` is called when its turn comes. */
  subDocument(render: (page: Page) => void): void;
}

export interface TemplateDefinition<Schema extends z.ZodType> {
  /** `capability.document`, stable: it is stored with every issued document. */
  readonly kind: string;
  /** Raised with every change that alters a printed page. */
  readonly version: number;
  readonly schema: Schema;
  /** Title in the document's properties; keep personal data out of it. */
  title(data: z.output<Schema>): string;
  /** Author in the document's properties: the organisation that issues it. */
  author(data: z.output<Schema>): string;
  render(page: Page, data: z.output<Schema>): void;
}

/** A template with its data type closed in, as the engine keeps it. */
export interface Template {
  readonly kind: string;
  readonly version: number;
  /** Throws InvalidData. */
  prepare(data: unknown): PreparedDocument;
}

export interface PreparedDocument {
  readonly title: string;
  readonly author: string;
  readonly sections: readonly Section[];
  /** The validated data as text, in the schema's own order: the same for the same data. */
  readonly canonical: string;
}

export function defineTemplate<Schema extends z.ZodType>(definition: TemplateDefinition<Schema>): Template {
  const { kind, version, schema } = definition;
  return {
    kind,
    version,
    prepare: (input) => {
      const parsed = schema.safeParse(input);
      if (!parsed.success) {
        const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
        throw new InvalidData(kind, issues);
      }
      const data = parsed.data;
      const sections = collectSections((page) => definition.render(page, data));
      const canonical = JSON.stringify(data);
      return { title: definition.title(data), author: definition.author(data), sections, canonical };
    },
  };
}

function collectSections(render: (page: Page) => void): Section[] {
  const blocks: Block[] = [];
  const subDocuments: Section[] = [];
  let options = defaultSection();
  render({
    add: (...added) => void blocks.push(...added),
    section: (wanted) => {
      options = defaultSection(wanted);
    },
    subDocument: (renderInside) => subDocuments.push(lazySection(renderInside)),
  });
  return blocks.length > 0 || subDocuments.length === 0
    ? [{ options, blocks: () => blocks }, ...subDocuments]
    : subDocuments;
}

/** Rendered when its options are asked for, let go when its blocks have been handed out. */
function lazySection(render: (page: Page) => void): Section {
  let rendered: Section | undefined;
  return {
    get options() {
      rendered ??= collectSections(render)[0]!;
      return rendered.options;
    },
    blocks: () => {
      const section = rendered ?? collectSections(render)[0]!;
      rendered = undefined;
      return section.blocks();
    },
  };
}
