import { issueDocument, drawDraft, type Draft } from '../../platform/documents/registry.ts';
import { civilDate, civilDateOfInstant } from '../../platform/dates.ts';
import {
  finished,
  prepared,
  type CommandContext,
  type HandlersOf,
  type QueryContext,
} from '../../platform/router/handlers.ts';
import { areaPathOf } from './area-path-store.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { slotsOf } from './availability.ts';
import type { MembershipFormData } from './documents/membership-form.ts';
import { genderNames, idTypeNames, slotsInWords } from './documents/form-words.ts';
import { MemberAvailability } from './entities.ts';
import { eventsOf } from './view-store.ts';
import type { MemberEventView } from '../../contract/timebank/membership-values.ts';

type Routes =
  | 'timebank.previewMembershipForm'
  | 'timebank.issueMembershipForm'
  | 'timebank.blankMembershipForm'
  | 'timebank.printMembershipForm';

const KIND = 'timebank.membershipForm' as const;

export const formHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  'timebank.previewMembershipForm': finished<'timebank.previewMembershipForm', Draft>({
    async read(context, { memberId }) {
      const data = await formData(context, memberId);
      return { kind: KIND, title: '志愿者入会登记表（草稿）', data, now: context.now };
    },
    finish: drawDraft,
  }),

  async 'timebank.issueMembershipForm'(context, { memberId }) {
    const data = await formData(context, memberId);
    const { volunteerNumber } = data.member;
    const issued = await issueDocument(context, {
      kind: KIND,
      number: volunteerNumber,
      title: `志愿者入会登记表 ${volunteerNumber}`,
      owner: `member:${memberId}`,
      data,
    });
    context.audit(`member:${memberId}`, { document: issued.documentId });
    return issued;
  },

  'timebank.blankMembershipForm': finished<'timebank.blankMembershipForm', BlankForm>({
    read: blankForm,
    async finish(services, form) {
      const { bytes, pages } = await services.renderer.render(form);
      return { name: BLANK_NAME, pages, base64: Buffer.from(bytes).toString('base64') };
    },
  }),

  'timebank.printMembershipForm': prepared<'timebank.printMembershipForm', boolean>({
    async prepare(context, { copies }) {
      const form = await context.read((tx) => blankForm({ ...context, tx }));
      const { bytes } = await context.services.renderer.render(form);
      return (await context.services.ports.printer.print({ name: BLANK_NAME, bytes, copies })) === 'printed';
    },
    async commit({ audit }, { copies }, printed) {
      audit('form:membership', { printed, copies });
      return { printed };
    },
  }),
};

const BLANK_NAME = '志愿者入会登记表（空白）.pdf';

interface BlankForm {
  kind: typeof KIND;
  data: MembershipFormData;
  createdAt: string;
}

/** The same paper without data: the centre’s name and as many reviews as the rule asks for. */
async function blankForm(context: QueryContext): Promise<BlankForm> {
  const { levels } = (await currentRules(context)).membership;
  const data = { ...blank, organisation: context.actor.committee.name, levels };
  return { kind: KIND, data, createdAt: context.now };
}

const blank = {
  member: {
    ...{ kind: 'person' as const, name: '', volunteerNumber: '', gender: '', idType: '', idNumber: '' },
    ...{ phone: '', address: '', guardian: '', area: '', skills: '', availability: '' },
  },
};

async function formData(
  context: QueryContext | CommandContext,
  memberId: string,
): Promise<MembershipFormData> {
  const { tx, actor } = context;
  const member = await memberById(tx, memberId);
  const events = await eventsOf(tx, memberId);
  const available = await tx.find(MemberAvailability).findOneBy({ member_id: memberId });
  const from = events.findLastIndex(({ kind }) => kind === 'applied');
  const course = from < 0 ? [] : events.slice(from);
  const applied = course[0];
  const reviewed = course.find(({ kind }) => kind === 'reviewed');
  const decided = course.find(({ kind }) => kind === 'admitted' || kind === 'refused');
  const { levels } = (await currentRules(context)).membership;
  // A refusal at the first look leaves the second line empty.
  const firstRefused = levels === 2 && !reviewed && decided?.kind === 'refused';
  const note = available?.note ?? '';
  const words = slotsInWords(slotsOf(available?.slots ?? ''));
  return {
    organisation: actor.committee.name,
    member: {
      kind: member.kind,
      name: member.name,
      volunteerNumber: member.volunteer_number,
      gender: genderNames[member.gender],
      ...(member.birth_date === null ? {} : { birthDate: member.birth_date }),
      idType: member.id_number === '' ? '' : idTypeNames[member.id_type],
      idNumber: member.id_number,
      phone: member.phone,
      address: member.address,
      guardian: member.guardian,
      area: await areaPathOf(tx, member.area_id),
      skills: member.skills,
      availability: [words, note].filter((text) => text !== '').join('；'),
    },
    levels,
    appliedOn: civilDate(applied?.onDay ?? member.joined_on),
    ...(reviewed || firstRefused ? { first: opinionOf(reviewed ?? decided) } : {}),
    ...(decided && !firstRefused ? { last: opinionOf(decided) } : {}),
  };
}

function opinionOf(event: MemberEventView | undefined) {
  if (!event) return {};
  return {
    opinion: event.kind === 'refused' ? '不同意' : '同意',
    ...(event.reason === '' ? {} : { reason: event.reason }),
    by: event.recordedBy,
    on: civilDateOfInstant(event.recordedAt),
  };
}
