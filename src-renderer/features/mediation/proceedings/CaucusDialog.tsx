import { Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { caucusFields, caucusNoteText } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useSession } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { MultiSelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Loaded } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { HeldFields } from './HeldFields.tsx';
import own from './proceedings.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import { partyChoices, type Proceedings } from './use-proceedings.ts';

export type Caucus = Proceedings['caucuses'][number];
type Note = { version: number; text: string } | null;

const schema = caucusFields.extend({ note: caucusNoteText });
/** Somebody was there; only when all of them have left the case may the field be empty. */
const withParties = schema.extend({ partyIds: caucusFields.shape.partyIds.min(1) });

interface CaucusDialogProps {
  view: CaseView;
  caucus: Caucus | undefined;
  onClose(): void;
}

/** A private talk with one side. An existing note is fetched first, by the one route that gives it. */
export function CaucusDialog(props: CaucusDialogProps) {
  const { t } = useTranslation('proceedings');
  const { caucus, view, onClose } = props;
  const wanted = caucus?.note === 'readable';
  const read = useRoute(
    'mediation.readCaucusNote',
    { caseId: view.id, sessionId: caucus?.id ?? view.id },
    { enabled: wanted, staleTime: 0 },
  );
  if (!wanted || (read.data && !read.isFetching)) {
    return <CaucusForm {...props} note={wanted ? (read.data?.note ?? null) : null} />;
  }
  return (
    <FormDialog opened onClose={onClose} title={t('caucus.edit', { n: caucus.number })} size="52rem">
      <Loaded result={{ ...read, data: undefined }}>{() => null}</Loaded>
    </FormDialog>
  );
}

function CaucusForm({ view, caucus, note, onClose }: CaucusDialogProps & { note: Note }) {
  const { t } = useTranslation('proceedings');
  const { user } = useSession();
  const nobodyLeft = (caucus?.formerParties.length ?? 0) > 0;
  return (
    <RecordDialog
      title={caucus ? t('caucus.edit', { n: caucus.number }) : t('caucus.add')}
      schema={nobodyLeft ? schema : withParties}
      initial={{
        heldOn: caucus?.heldOn ?? todayText(),
        startsAt: caucus?.startsAt ?? '',
        endsAt: caucus?.endsAt ?? '',
        place: caucus?.place ?? view.sessions.at(-1)?.place ?? '',
        partyIds: caucus?.partyIds ?? [],
        attendees: caucus?.attendees ?? '',
        recorder: caucus?.recorder ?? user?.displayName ?? '',
        note: note?.text ?? '',
      }}
      // The key begins with `caucus:`: such drafts are deleted as soon as their writer leaves the case.
      draftKey={`caucus:${view.id}:${caucus?.id ?? 'new'}`}
      version={caucus?.version}
      command="mediation.recordCaucus"
      under="caucus"
      toInput={({ note: words, ...fields }) => ({
        caseId: view.id,
        ...(caucus ? { sessionId: caucus.id, version: caucus.version } : {}),
        caucus: fields,
        ...(words !== (note?.text ?? '')
          ? { note: { text: words, ...(note ? { version: note.version } : {}) } }
          : {}),
      })}
      doneText={t('caucus.saved')}
      size="52rem"
      onClose={onClose}
    >
      <div className={classes.fields}>
        <HeldFields />
      </div>
      <MultiSelectField
        name="partyIds"
        label={t('caucus.parties')}
        choices={partyChoices(view)}
        required={!nobodyLeft}
        {...(nobodyLeft
          ? { description: t('caucus.formerHint', { names: caucus?.formerParties.join('、') }) }
          : {})}
      />
      <div className={classes.fields}>
        <TextField name="attendees" label={t('caucus.attendees')} className={classes.span2 ?? ''} />
        <TextField name="recorder" label={t('common.recorder')} />
      </div>
      <div className={own.private}>
        <div className={own.privateHead}>
          <IconLock size="1.1rem" aria-hidden />
          {t('caucus.privateTitle')}
        </div>
        <Text size="sm" mb="xs">
          {t('caucus.privateText')}
        </Text>
        <TextArea name="note" label={t('caucus.note')} placeholder={t('caucus.noteHint')} minRows={4} />
      </div>
    </RecordDialog>
  );
}
