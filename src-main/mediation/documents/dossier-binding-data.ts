import { z } from 'zod';
import { textValue } from '../../platform/documents/values.ts';
import { text } from './common-data.ts';
import { dossierBackCoverSchema, dossierCoverSchema, situationNoteSchema } from './dossier-covers-data.ts';

/** What the covers of a bound mediation dossier say; page counts are filled in when it is bound. */
export const mediationDossierSchema = z.object({
  committee: textValue,
  /** 卷号. */
  number: text,
  cover: dossierCoverSchema.omit({ committee: true, number: true }),
  /** 卷宗情况说明; `{pages}` in its text becomes the number of numbered pages. Left out when absent. */
  situation: situationNoteSchema.omit({ committee: true, number: true }).optional(),
  back: dossierBackCoverSchema.omit({ committee: true, number: true, pages: true }),
});
export type MediationDossierData = z.input<typeof mediationDossierSchema>;
