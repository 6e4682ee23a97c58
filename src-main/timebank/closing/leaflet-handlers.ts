import { finished, prepared, type CallContext, type HandlersOf } from '../../platform/router/handlers.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { LeafletData } from '../documents/leaflet.ts';
import { currentRules } from '../rules/rule-store.ts';
import { contactOf } from './contact-store.ts';

type Routes = 'timebank.readLeaflet' | 'timebank.saveLeaflet' | 'timebank.printLeaflet';

/** The page that explains a statement: with the rule’s own words, so nothing of it is kept. */
export const leafletHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  'timebank.readLeaflet': finished<'timebank.readLeaflet', Leaflet>({
    read: (context, { large }) => leafletOf(context, context.tx, large),
    async finish(services, leaflet) {
      const { bytes, pages } = await services.renderer.render(leaflet);
      return { name: NAME, pages, base64: Buffer.from(bytes).toString('base64') };
    },
  }),

  'timebank.saveLeaflet': prepared<'timebank.saveLeaflet', string | null>({
    async prepare(context, { large }) {
      const leaflet = await context.read((tx) => leafletOf(context, tx, large));
      const { bytes } = await context.services.renderer.render(leaflet);
      const answer = await context.services.ports.dialogs.saveFile({
        suggestedName: NAME,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
        bytes,
      });
      return answer === 'cancelled' ? null : answer.savedAs;
    },
    async commit({ audit }, { large }, savedAs) {
      audit('form:leaflet', { large, exported: savedAs !== null });
      return { savedAs };
    },
  }),

  'timebank.printLeaflet': prepared<'timebank.printLeaflet', boolean>({
    async prepare(context, { large, copies }) {
      const leaflet = await context.read((tx) => leafletOf(context, tx, large));
      const { bytes } = await context.services.renderer.render(leaflet);
      return (await context.services.ports.printer.print({ name: NAME, bytes, copies })) === 'printed';
    },
    async commit({ audit }, { large, copies }, printed) {
      audit('form:leaflet', { large, printed, copies });
      return { printed };
    },
  }),
};

const NAME = '怎样看懂对账单.pdf';

interface Leaflet {
  kind: 'timebank.leaflet';
  data: LeafletData;
  createdAt: string;
}

async function leafletOf(context: CallContext, tx: Reader, large: boolean): Promise<Leaflet> {
  const { committee } = context.actor;
  const rules = await currentRules({ ...context, tx });
  const contact = await contactOf(tx, committee.id);
  return {
    kind: 'timebank.leaflet',
    data: {
      organisation: committee.name,
      ...(contact === '' ? {} : { contact }),
      notes: [...rules.statementNotes.person],
      large,
    },
    createdAt: context.now,
  };
}
