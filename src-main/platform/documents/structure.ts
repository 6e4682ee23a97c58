/** The tag tree of a document (PDF structure elements), built while blocks are measured, in reading order. */

export type Tag =
  | 'Sect' | 'H1' | 'H2' | 'P' | 'Note' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Form' | 'Div'; // prettier-ignore

export interface StructureNode {
  readonly tag: Tag;
  /** Index of the parent; -1 is the document itself. */
  readonly parent: number;
  readonly scope?: 'Row' | 'Column';
  readonly columnSpan?: number;
  readonly rowSpan?: number;
}

/** Index of a node; ARTIFACT marks what is no part of the text: page numbers, repeated headings, rules, watermark. */
export type NodeIndex = number;
export const ARTIFACT: NodeIndex = -1;

export interface StructureBuilder {
  readonly nodes: readonly StructureNode[];
  add(tag: Tag, parent: NodeIndex, attributes?: Omit<StructureNode, 'tag' | 'parent'>): NodeIndex;
}

export function createStructure(): StructureBuilder {
  const nodes: StructureNode[] = [];
  return {
    nodes,
    add: (tag, parent, attributes = {}) => nodes.push({ tag, parent, ...attributes }) - 1,
  };
}
