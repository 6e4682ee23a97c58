/** `label：value` on ruled lines, and empty ruled lines. */
import type { Field, FieldsBlock, WritingBlock } from './blocks.ts';
import type { MeasureContext } from './measure-context.ts';
import type { Piece, PlacedLine, Rule } from './pieces.ts';
import { ARTIFACT } from './structure.ts';
import { baseline } from './text-layout.ts';

/** Between the fields of a row. */
const GUTTER = 14;
/** Of the rule below the base line. */
const RULE_DROP = 3.5;
/** Of a value from the end of its label. */
const INDENT = 4;
/** A value goes on beneath its label rather than in a narrower column than this many characters. */
const NARROWEST = 1.5;

export function measureFields(block: FieldsBlock, context: MeasureContext): Piece[] {
  const size = block.size ?? context.section.size;
  const leading = (block.leading ?? Math.max(size * 1.75, context.section.leading)) * context.section.density;
  const inset = block.inset ?? 0;
  const columns = block.rows.map((row) =>
    row.map(({ label }) => context.text.single(`${label}：`, size).width),
  );
  const widest = (index: number) => Math.max(...columns.map((row) => row[index] ?? 0));
  return block.rows.map((row, rowIndex): Piece => {
    const lines: PlacedLine[] = [];
    const rules: Rule[] = [];
    const units = row.reduce((sum, { width }) => sum + width, 0);
    const labels = row.map((_, index) =>
      block.align === 'labels' ? widest(index) : columns[rowIndex]![index]!,
    );
    const room = context.width - 2 * inset - GUTTER * (row.length - 1);
    const valueRoom = Math.max(room - labels.reduce((sum, width) => sum + width, 0), 0);
    let x = inset;
    let steps = 1;
    row.forEach((field, index) => {
      const labelWidth = labels[index]!;
      const width = labelWidth + (field.width / units) * valueRoom;
      const set = measureField(field, { x, width, labelWidth, size, leading }, context);
      lines.push(...set.lines);
      rules.push(...set.rules);
      steps = Math.max(steps, set.steps);
      x += width + GUTTER;
    });
    return { role: 'field', height: steps * leading, before: 0, bond: 'free', lines, rules };
  });
}

interface Place {
  readonly x: number;
  readonly width: number;
  readonly labelWidth: number;
  readonly size: number;
  readonly leading: number;
}

function measureField(field: Field, { x, width, labelWidth, size, leading }: Place, context: MeasureContext) {
  const node = context.structure.add('P', context.parent);
  const left = width - labelWidth < NARROWEST * size ? 0 : labelWidth;
  const style = { face: 'song', size, align: 'left', indent: 0, left: 0 } as const;
  const texts = context.text.paragraphs(field.value, width - left - INDENT, style).flat();
  const from = left === 0 ? 1 : 0;
  const at = (step: number) => step * leading + baseline(size, leading);
  const label = context.text.single(`${field.label}：`, size);
  const lines: PlacedLine[] = [
    { x, y: at(0), line: label, node },
    ...texts.map((line, index) => ({ x: x + left + INDENT, y: at(from + index), line, node })),
  ];
  const rules = texts.map((_, index): Rule => {
    const y = at(from + index) + RULE_DROP;
    return { x1: x + left, y1: y, x2: x + width, y2: y };
  });
  return { lines, rules, steps: from + texts.length };
}

export function measureWriting(block: WritingBlock, context: MeasureContext): Piece[] {
  const { size, leading } = context.section;
  const height = Math.max(leading, size * 1.9 * context.section.density);
  const y = height - (height - size) / 2 + RULE_DROP - 2;
  return Array.from({ length: block.lines }, (_, index): Piece => {
    const isLast = index === block.lines - 1;
    return {
      role: 'writing',
      height,
      before: 0,
      bond: 'free',
      lines: [{ x: 0, y, line: context.text.single('', size), node: ARTIFACT }],
      rules: [{ x1: 0, y1: y, x2: context.width, y2: y }],
      ...(block.fill && isLast && { fill: { copies: true } }),
    };
  });
}
