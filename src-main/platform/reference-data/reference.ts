import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dossierFiles } from './dossier-schemas.ts';
import { foundationFiles } from './foundation-schemas.ts';
import { mediationFiles } from './mediation-schemas.ts';
import { timebankFiles } from './timebank-schemas.ts';
import { timebankWorkFiles } from './timebank-work-schemas.ts';

/** Every file of `seeds/reference/` and the shape of its records. */
const files = {
  ...foundationFiles,
  ...mediationFiles,
  ...dossierFiles,
  ...timebankFiles,
  ...timebankWorkFiles,
};

export type ReferenceKind = keyof typeof files;
export type ReferenceRecord<K extends ReferenceKind> = z.output<(typeof files)[K]>;

export interface Reference {
  /**
   * Records of a kind in force on a date in a region, in the file's order. Of records with the same code the one of
   * the most particular region wins (`320113` before `3201` before `32` before `*`), then the latest `validFrom`.
   */
  inForce<K extends ReferenceKind>(kind: K, region: string, on: string): ReferenceRecord<K>[];
  /** The one record with this code; throws when the seeds have none, which loading them should have shown. */
  one<K extends ReferenceKind>(kind: K, code: string, region: string, on: string): ReferenceRecord<K>;
  /** All records, whatever their date or region. */
  all<K extends ReferenceKind>(kind: K): ReferenceRecord<K>[];
}

/** Reads and checks all reference files. A wrong file stops the program with its name and the place in it. */
export async function loadReference(seedsDir: string): Promise<Reference> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([kind, schema]) => [kind, await load(seedsDir, kind, schema)] as const),
  );
  return createReference(Object.fromEntries(entries) as { [K in ReferenceKind]: ReferenceRecord<K>[] });
}

export function createReference(records: { [K in ReferenceKind]: ReferenceRecord<K>[] }): Reference {
  const reference: Reference = {
    all: (kind) => records[kind],
    inForce: (kind, region, on) => inForce(records[kind], region, on),
    one(kind, code, region, on) {
      const found = inForce(
        records[kind].filter((record) => record.code === code),
        region,
        on,
      )[0];
      if (!found) throw new Error(`reference data: no ${kind} “${code}” in force in ${region} on ${on}`);
      return found;
    },
  };
  return reference;
}

interface Dated {
  code: string;
  region: string;
  validFrom: string;
  validTo: string | null;
}

function inForce<R extends Dated>(records: readonly R[], region: string, on: string): R[] {
  const best = new Map<string, R>();
  for (const record of records) {
    const applies = record.region === '*' || region.startsWith(record.region);
    if (!applies || record.validFrom > on || (record.validTo !== null && record.validTo < on)) continue;
    const rival = best.get(record.code);
    if (!rival || beats(record, rival)) best.set(record.code, record);
  }
  return [...best.values()];
}

function beats(record: Dated, rival: Dated): boolean {
  const reach = (dated: Dated) => (dated.region === '*' ? 0 : dated.region.length);
  return (
    reach(record) - reach(rival) > 0 || (reach(record) === reach(rival) && record.validFrom > rival.validFrom)
  );
}

async function load(seedsDir: string, kind: string, schema: z.ZodType): Promise<unknown[]> {
  const name = `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`;
  const text = await readFile(join(seedsDir, 'reference', name), 'utf8');
  const file = z.strictObject({ about: z.string(), records: z.array(schema).min(1) });
  const parsed = file.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`seeds/reference/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.records;
}
