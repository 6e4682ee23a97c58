/** The pages that pictures are mounted on: a caption above, the rest of the sheet free. */
import { z } from 'zod';
import { line } from './blocks.ts';
import { FORM_MARGINS } from './section.ts';
import { defineTemplate } from './template.ts';
import { textValue } from './values.ts';

export const PLATES_KIND = 'platform.plates';

/** One page for each caption; a caption of several lines leaves less room for its picture. */
export const plates = defineTemplate({
  kind: PLATES_KIND,
  version: 1,
  schema: z.object({ captions: z.array(textValue) }),
  title: () => '',
  author: () => '',
  render: (page, { captions }) => {
    for (const caption of captions) {
      page.subDocument((inside) => {
        inside.section({ margins: FORM_MARGINS, pageNumbers: false });
        inside.add(line(caption, 'center', { size: 12, leading: 18 }));
      });
    }
  },
});
