import type { ResolvedSection } from './section.ts';
import type { NodeIndex, StructureBuilder } from './structure.ts';
import type { TextSetter } from './text-layout.ts';

/** What every kind of block is measured with. */
export interface MeasureContext {
  readonly text: TextSetter;
  readonly structure: StructureBuilder;
  readonly section: ResolvedSection;
  readonly width: number;
  /** Structure node of the section or of the block around. */
  readonly parent: NodeIndex;
}
