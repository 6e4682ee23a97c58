import { Alert } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  loanKinds,
  retentionTerms,
  type ArchiveRow,
} from '../../../../src-main/contract/mediation/archive.ts';
import { civilDate, optionalText, text } from '../../../../src-main/contract/values.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, RadioGroupField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';

export type ArchiveAct = 'lend' | 'move' | 'reopen' | 'keep' | 'destroy';

interface DialogProps {
  row: ArchiveRow;
  onClose(): void;
}

/** The one dialog that is open on a dossier of the archive. */
export function ArchiveDialogs({ act, ...props }: DialogProps & { act: ArchiveAct }) {
  switch (act) {
    case 'lend':
      return <LendDialog {...props} />;
    case 'move':
      return <MoveDialog {...props} />;
    case 'reopen':
      return <ReopenDialog {...props} />;
    case 'keep':
    case 'destroy':
      return <AppraiseDialog decision={act} {...props} />;
  }
}

const lendForm = z.strictObject({
  kind: z.enum(loanKinds),
  person: text(40),
  organisation: optionalText(80),
  purpose: text(200),
  takenOn: civilDate,
  dueOn: civilDate.nullable(),
});

function LendDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t('lend.title', { name: row.title })}
      submit={t('lend.save')}
      done={t('lend.saved')}
      route="mediation.lendDossier"
      schema={lendForm}
      defaults={{
        kind: 'lookUp',
        person: '',
        organisation: '',
        purpose: '',
        takenOn: todayText(),
        dueOn: null,
      }}
      draftKey={`lend:${row.id}`}
      input={(values) => ({ archiveId: row.id, ...values })}
      onClose={onClose}
    >
      <RadioGroupField
        name="kind"
        label={t('lend.kind')}
        choices={loanKinds.map((kind) => ({ value: kind, label: t(`lend.${kind}`) }))}
      />
      <div className={classes.fields}>
        <TextField name="person" label={t('lend.person')} required />
        <TextField name="organisation" label={t('lend.organisation')} />
        <DateField name="takenOn" label={t('lend.takenOn')} emptyValue="" required />
        <DueField />
      </div>
      <TextArea name="purpose" label={t('lend.purpose')} required />
    </CommandDialog>
  );
}

function DueField() {
  const { t } = useTranslation('archive');
  const { watch } = useFormContext<{ kind: string }>();
  return watch('kind') === 'loan' ? <DateField name="dueOn" label={t('lend.dueOn')} required /> : null;
}

const moveForm = z.strictObject({ room: optionalText(40), cabinet: optionalText(40), box: optionalText(40) });

function MoveDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t('move.title', { name: row.title })}
      submit={t('move.save')}
      done={t('move.saved')}
      route="mediation.relocateDossier"
      schema={moveForm}
      defaults={{ room: row.room, cabinet: row.cabinet, box: row.box }}
      draftKey={`move:${row.id}`}
      version={row.version}
      input={(location) => ({ archiveId: row.id, version: row.version, location })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <TextField name="room" label={t('dossier:archive.room')} />
        <TextField name="cabinet" label={t('dossier:archive.cabinet')} />
        <TextField name="box" label={t('dossier:archive.box')} />
      </div>
    </CommandDialog>
  );
}

function ReopenDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t('reopen.title', { name: row.title })}
      submit={t('reopen.confirm')}
      done={t('reopen.done')}
      route="mediation.reopenDossier"
      schema={z.strictObject({ reason: text(500) })}
      defaults={{ reason: '' }}
      draftKey={`reopen:${row.id}`}
      version={row.version}
      input={({ reason }) => ({ archiveId: row.id, version: row.version, reason })}
      onClose={onClose}
    >
      <Alert color="yellow">{t('reopen.warning')}</Alert>
      <TextArea name="reason" label={t('reopen.reason')} required autoFocus />
    </CommandDialog>
  );
}

const appraiseForm = z.strictObject({
  decidedOn: civilDate,
  reason: text(500),
  firstAppraiser: text(40),
  secondAppraiser: text(40),
  term: z.enum(retentionTerms),
  years: z.int().min(1).max(200).nullable(),
});

function AppraiseDialog({ row, decision, onClose }: DialogProps & { decision: 'keep' | 'destroy' }) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t(decision === 'keep' ? 'appraise.keepTitle' : 'appraise.destroyTitle', { name: row.title })}
      submit={t('appraise.save')}
      done={t('appraise.saved')}
      route="mediation.appraiseDossier"
      schema={appraiseForm}
      defaults={{
        decidedOn: todayText(),
        reason: '',
        firstAppraiser: '',
        secondAppraiser: '',
        term: 'long',
        years: null,
      }}
      draftKey={`appraise:${decision}:${row.id}`}
      version={row.version}
      input={({ term, years, ...values }) => ({
        archiveId: row.id,
        version: row.version,
        decision,
        ...values,
        ...(decision === 'keep' ? { retention: { term, years: term === 'permanent' ? null : years } } : {}),
      })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <DateField name="decidedOn" label={t('appraise.decidedOn')} emptyValue="" required />
        <TextField name="firstAppraiser" label={t('appraise.first')} required />
        <TextField name="secondAppraiser" label={t('appraise.second')} required />
        {decision === 'keep' ? (
          <>
            <SelectField
              name="term"
              label={t('appraise.term')}
              choices={retentionTerms.map((term) => ({ value: term, label: t(`dossier:term.${term}`) }))}
            />
            <IntegerField
              name="years"
              label={t('appraise.years')}
              description={t('dossier:note.yearsHint')}
              min={1}
              max={200}
            />
          </>
        ) : null}
      </div>
      <TextArea name="reason" label={t('appraise.reason')} required />
    </CommandDialog>
  );
}
