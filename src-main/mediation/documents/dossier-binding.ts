import { defineBinding } from '../../platform/documents/binding.ts';
import { mediationDossierSchema } from './dossier-binding-data.ts';

/** 卷宗: cover, catalogue, the papers in their order, 卷宗情况说明, back cover (人民调解文书格式, forms 1, 2, 15, 16). */
export const mediationDossier = defineBinding({
  kind: 'mediation.dossier',
  schema: mediationDossierSchema,
  title: ({ number }) => `人民调解卷宗${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  cover: ({ committee, number, cover }) => ({
    name: '封面',
    kind: 'mediation.dossierCover',
    data: { committee, number, ...cover },
  }),
  catalogue: ({ committee, number, cover }, { entries }) => ({
    name: '卷内目录',
    kind: 'mediation.dossierCatalogue',
    data: {
      committee,
      number,
      title: cover.title,
      entries: entries.map(({ name, firstPage, lastPage, note }) => ({
        name,
        ...(firstPage !== null && { firstPage }),
        ...(lastPage !== null && { lastPage }),
        note,
      })),
    },
  }),
  closing: ({ committee, number, situation }, { numberedPages }) =>
    situation
      ? [
          {
            name: '卷宗情况说明',
            kind: 'mediation.situationNote',
            data: {
              committee,
              number,
              ...situation,
              text: situation.text.replaceAll('{pages}', String(numberedPages)),
            },
          },
        ]
      : [],
  backCover: ({ committee, number, back }, { allPages }) => ({
    name: '封底',
    kind: 'mediation.dossierBackCover',
    data: { committee, number, ...back, pages: Math.max(allPages, 1) },
  }),
});
