/**
 * The structure tree of a tagged PDF, written element by element. pdfkit has one too; it keeps an object with a dictionary for
 * every cell of every table until the file ends, which for a month of statements is most of the time and of the memory.
 */
import type { StructureNode } from './structure.ts';

/** What the tree needs of the file: object numbers, objects, and the page under the pen. */
export interface ObjectSink {
  nextId(): number;
  object(id: number, body: string): void;
}

export interface StructureWriter {
  /** A new page begins; `pageId` is its object number. Answers the page's key in the parent tree. */
  page(pageId: number): number;
  /** Elements of one section; they hang below the document element. */
  section(nodes: readonly StructureNode[]): SectionTags;
  /** Writes what is left and answers the object number of the parent tree and of the document element. */
  finish(): { parentTree: number; document: number; nextKey: number };
}

export interface SectionTags {
  /** The operator that opens content belonging to a node, on the page under the pen; close it with `EMC`. */
  open(node: number): string;
  /** Writes the elements of the section and lets them go. */
  end(): void;
}

/** Content of an element: its number on a page. */
interface Content {
  readonly page: number;
  readonly mcid: number;
}

export function createStructureWriter(sink: ObjectSink, treeRoot: number): StructureWriter {
  const document = sink.nextId();
  const sections: number[] = [];
  /** Object numbers of the lists of parents, one for each page. */
  const parentLists: number[] = [];
  let current: { id: number; parents: number[] } | undefined;

  const closePage = () => {
    if (!current) return;
    const list = sink.nextId();
    sink.object(list, `[${current.parents.map(reference).join(' ')}]`);
    parentLists.push(list);
    current = undefined;
  };

  return {
    page(pageId) {
      closePage();
      current = { id: pageId, parents: [] };
      return parentLists.length;
    },
    section(nodes) {
      const ids = nodes.map(() => sink.nextId());
      const children = nodes.map((): number[] => []);
      const contents = nodes.map((): Content[] => []);
      nodes.forEach(({ parent }, index) => (parent < 0 ? sections : children[parent]!).push(ids[index]!));
      return {
        open(node) {
          const { id, parents } = current!;
          const mcid = parents.push(ids[node]!) - 1;
          contents[node]!.push({ page: id, mcid });
          return `/${nodes[node]!.tag} <</MCID ${mcid}>> BDC`;
        },
        end() {
          nodes.forEach((node, index) => {
            const parent = node.parent < 0 ? document : ids[node.parent]!;
            sink.object(ids[index]!, element(node, parent, children[index]!, contents[index]!));
          });
        },
      };
    },
    finish() {
      closePage();
      sink.object(
        document,
        `<< /S /Document /P ${reference(treeRoot)} /K [${sections.map(reference).join(' ')}] >>`,
      );
      const parentTree = sink.nextId();
      const numbers = parentLists.map((list, key) => `${key} ${reference(list)}`);
      const limits = numbers.length > 0 ? `/Limits [0 ${numbers.length - 1}] ` : '';
      sink.object(parentTree, `<< ${limits}/Nums [${numbers.join(' ')}] >>`);
      return { parentTree, document, nextKey: numbers.length };
    },
  };
}

const reference = (id: number): string => `${id} 0 R`;

/** Child elements first, then content; content on another page than the first says so. */
function element(
  node: StructureNode,
  parent: number,
  children: readonly number[],
  contents: readonly Content[],
): string {
  const page = contents[0]?.page;
  const kids = [
    ...children.map(reference),
    ...contents.map((each) =>
      each.page === page
        ? String(each.mcid)
        : `<</Type /MCR /Pg ${reference(each.page)} /MCID ${each.mcid}>>`,
    ),
  ];
  const where = page === undefined ? '' : ` /Pg ${reference(page)}`;
  return `<< /S /${node.tag} /P ${reference(parent)} /K [${kids.join(' ')}]${where}${tableAttributes(node)} >>`;
}

function tableAttributes({ scope, columnSpan = 1, rowSpan = 1 }: StructureNode): string {
  if (!scope && columnSpan === 1 && rowSpan === 1) return '';
  const spans = [
    scope ? ` /Scope /${scope}` : '',
    columnSpan > 1 ? ` /ColSpan ${columnSpan}` : '',
    rowSpan > 1 ? ` /RowSpan ${rowSpan}` : '',
  ];
  return ` /A <</O /Table${spans.join('')}>>`;
}
