import { Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import {
  evidenceInput,
  evidenceKinds,
  evidenceProviders,
} from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import type { EvidenceView } from '../../../../src-main/contract/mediation/proceedings.ts';
import {
  CheckboxField,
  IntegerField,
  RadioGroupField,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import type { DroppedFile } from './read-dropped.ts';
import { RecordDialog } from './RecordDialog.tsx';
import { partyChoices } from './use-proceedings.ts';

/** A line that is still to be made, perhaps around a file that was dropped. */
export interface NewEvidence {
  file?: DroppedFile;
}

interface EvidenceDialogProps {
  view: CaseView;
  evidence: EvidenceView | NewEvidence;
  onClose(): void;
  /** Called after saving by “save and attach a file”. */
  onAttach(saved: { id: string; version: number }): void;
}

export function EvidenceDialog({ view, evidence, onClose, onAttach }: EvidenceDialogProps) {
  const { t } = useTranslation('proceedings');
  const row = 'id' in evidence ? evidence : undefined;
  const dropped = 'id' in evidence ? undefined : evidence.file;
  return (
    <RecordDialog
      title={row ? t('evidence.edit', { n: row.number }) : t('evidence.addTitle')}
      schema={evidenceInput}
      initial={{
        name: row?.name ?? dropped?.title ?? '',
        kind: row?.kind ?? dropped?.kind ?? 'document',
        providerKind: row?.providerKind ?? 'party',
        providerPartyId: row?.providerPartyId ?? null,
        providerName: row?.providerName ?? '',
        copies: row?.copies ?? 1,
        pages: row?.pages ?? null,
        original: row?.original ?? false,
        note: row?.note ?? '',
        inDossier: row?.inDossier ?? true,
      }}
      // A dropped file is not part of what is kept: its words must not come back without it.
      draftKey={`evidence:${view.id}:${row?.id ?? (dropped ? `drop:${dropped.name}` : 'new')}`.slice(0, 120)}
      version={row?.version}
      command="mediation.recordEvidence"
      under="evidence"
      toInput={(values) => ({
        caseId: view.id,
        ...(row ? { evidenceId: row.id, version: row.version } : {}),
        evidence: values,
        ...(dropped ? { file: { name: dropped.name, base64: dropped.base64 } } : {}),
      })}
      doneText={t('common.saved')}
      {...(row?.file || dropped ? {} : { also: { label: t('evidence.saveAndAttach'), then: onAttach } })}
      onClose={onClose}
    >
      {dropped ? <Text fw={600}>{dropped.name}</Text> : null}
      <div className={classes.fields}>
        <TextField
          name="name"
          label={t('evidence.name')}
          className={classes.span2 ?? ''}
          required
          autoFocus
        />
        <SelectField
          name="kind"
          label={t('evidence.kind')}
          choices={evidenceKinds.map((value) => ({ value, label: t(`evidence.kinds.${value}`) }))}
        />
      </div>
      <ProviderFields view={view} />
      <div className={classes.fields}>
        <IntegerField name="copies" label={t('evidence.copies')} min={1} required />
        <IntegerField name="pages" label={t('evidence.pages')} />
      </div>
      <CheckboxField name="original" label={t('evidence.isOriginal')} />
      <CheckboxField name="inDossier" label={t('common.inDossier')} />
      <TextArea name="note" label={t('common.note')} minRows={1} />
    </RecordDialog>
  );
}

function ProviderFields({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const kind = useWatch<{ providerKind: string }, 'providerKind'>({ name: 'providerKind' });
  return (
    <>
      <RadioGroupField
        name="providerKind"
        label={t('evidence.providerKind')}
        choices={evidenceProviders.map((value) => ({ value, label: t(`evidence.providers.${value}`) }))}
      />
      {kind === 'party' ? (
        <SelectField
          name="providerPartyId"
          label={t('evidence.providerParty')}
          choices={partyChoices(view)}
          emptyValue={null}
          required
        />
      ) : null}
      {kind === 'other' ? (
        <TextField name="providerName" label={t('evidence.providerName')} required />
      ) : null}
    </>
  );
}
