import type { ParsedInput } from '../../contract/index.ts';
import { fileName } from '../../platform/documents/registry.ts';
import { documentError } from '../../platform/documents/refusals.ts';
import { finished, prepared, type CallContext, type HandlersOf } from '../../platform/router/handlers.ts';
import type { Services } from '../../platform/services.ts';
import { blankOf } from './blank.ts';
import { formList, type FormCode } from './form-list.ts';

interface BlankForm {
  readonly kind: string;
  readonly name: string;
  readonly data: unknown;
  readonly createdAt: string;
}

export const papersHandlers: Pick<
  HandlersOf<'mediation'>,
  'mediation.listForms' | 'mediation.blankForm' | 'mediation.saveBlankForm' | 'mediation.printBlankForm'
> = {
  async 'mediation.listForms'() {
    return {
      forms: (Object.keys(formList) as FormCode[]).map((code) => {
        const { kind, name, number, origin, parties } = formList[code];
        return { code, kind, name, number: number ?? null, origin, manyParties: parties !== undefined };
      }),
    };
  },

  'mediation.blankForm': finished<'mediation.blankForm', BlankForm>({
    async read(context, input) {
      return blankForm(context, input);
    },
    async finish(services, form) {
      const { bytes, pages } = await drawBlank(services, form);
      return { name: form.name, pages, base64: Buffer.from(bytes).toString('base64') };
    },
  }),

  'mediation.saveBlankForm': prepared<'mediation.saveBlankForm', string | null>({
    async prepare(context, input) {
      const form = blankForm(context, input);
      const { bytes } = await drawBlank(context.services, form);
      const answer = await context.services.ports.dialogs.saveFile({
        suggestedName: form.name,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
        bytes,
      });
      return answer === 'cancelled' ? null : answer.savedAs;
    },
    async commit({ audit }, { code, parties }, savedAs) {
      audit(`form:${code}`, { parties, exported: savedAs !== null });
      return { savedAs };
    },
  }),

  'mediation.printBlankForm': prepared<'mediation.printBlankForm', boolean>({
    async prepare(context, { copies, ...input }) {
      const form = blankForm(context, input);
      const { bytes } = await drawBlank(context.services, form);
      return (await context.services.ports.printer.print({ name: form.name, bytes, copies })) === 'printed';
    },
    async commit({ audit }, { code, parties, copies }, printed) {
      audit(`form:${code}`, { parties, printed, copies });
      return { printed };
    },
  }),
};

/** The committee's name and the texts in force today stand on it; nothing else does. */
function blankForm(
  { actor, services, today, now }: CallContext,
  { code, parties }: ParsedInput<'mediation.blankForm'>,
): BlankForm {
  const { name: committee, region } = actor.committee;
  const { kind, data } = blankOf(code, {
    committee,
    parties,
    textOf: (text) => services.reference.one('formTexts', text, region, today),
  });
  return { kind, data, name: fileName(`${formList[code].name}（空白）`), createdAt: now };
}

async function drawBlank(services: Services, { kind, data, createdAt }: BlankForm) {
  try {
    return await services.renderer.render({ kind, data, createdAt });
  } catch (error) {
    throw documentError(error);
  }
}
