import { useState } from 'react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { retentionTerms } from '../../../../src-main/contract/mediation/archive.ts';
import type { DossierView } from '../../../../src-main/contract/mediation/dossier.ts';
import { optionalText } from '../../../../src-main/contract/values.ts';
import { IntegerField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { useTermText } from './words.ts';

const noteForm = z.strictObject({
  situation: optionalText(5_000),
  compiledBy: optionalText(40),
  checkedBy: optionalText(40),
  evidenceBags: z.int().min(0).max(999),
  term: z.enum(['rule', ...retentionTerms]),
  years: z.int().min(1).max(200).nullable(),
  reason: optionalText(200),
});

/** 卷宗情况说明, who compiled and checked the dossier, and its retention term. */
export function NoteBox({ dossier, mayEdit }: { dossier: DossierView; mayEdit: boolean }) {
  const { t } = useTranslation('dossier');
  const [editing, setEditing] = useState(false);
  const retention = useRetentionText(dossier);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3}>{t('note.title')}</Title>
        {mayEdit ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size="1.1rem" aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('note.edit')}
          </Button>
        ) : null}
      </Group>
      {dossier.situation === '' ? <Text c="dimmed">{t('note.none')}</Text> : null}
      <Facts
        entries={[
          [t('note.situation'), dossier.situation],
          [t('note.compiledBy'), dossier.compiledBy],
          [t('note.checkedBy'), dossier.checkedBy],
          [t('note.bags'), dossier.evidenceBags === 0 ? '' : String(dossier.evidenceBags)],
          [t('note.retention'), retention],
        ]}
      />
      {editing ? <NoteDialog dossier={dossier} onClose={() => setEditing(false)} /> : null}
    </Stack>
  );
}

function useRetentionText({ retention }: DossierView): string {
  const { t } = useTranslation('dossier');
  const termText = useTermText();
  if (retention.chosen !== null) {
    const years =
      retention.years ?? retention.terms.find((one) => one.term === retention.chosen)?.years ?? null;
    return `${termText(retention.chosen, years)} · ${retention.reason}`;
  }
  const { proposal } = retention;
  if (proposal === null) return '';
  return t('note.byRule', { term: termText(proposal.term, proposal.years), name: proposal.name });
}

function NoteDialog({ dossier, onClose }: { dossier: DossierView; onClose(): void }) {
  const { t } = useTranslation('dossier');
  return (
    <CommandDialog
      title={t('note.edit')}
      submit={t('note.save')}
      done={t('note.saved')}
      route="mediation.saveDossier"
      schema={noteForm}
      defaults={{
        situation: dossier.situation,
        compiledBy: dossier.compiledBy,
        checkedBy: dossier.checkedBy,
        evidenceBags: dossier.evidenceBags,
        term: dossier.retention.chosen ?? 'rule',
        years: dossier.retention.years,
        reason: dossier.retention.reason,
      }}
      draftKey={`dossier:${dossier.caseId}`}
      version={dossier.version}
      size="52rem"
      input={({ term, years, reason, ...note }) => ({
        caseId: dossier.caseId,
        version: dossier.version,
        ...note,
        retention: term === 'rule' ? null : { term, years: term === 'permanent' ? null : years, reason },
      })}
      onClose={onClose}
    >
      <TextArea
        name="situation"
        label={t('note.situation')}
        description={t('note.situationHint')}
        minRows={5}
        autoFocus
      />
      <div className={classes.fields}>
        <TextField name="compiledBy" label={t('note.compiledBy')} />
        <TextField name="checkedBy" label={t('note.checkedBy')} />
        <IntegerField name="evidenceBags" label={t('note.bags')} min={0} max={999} />
      </div>
      <TermFields dossier={dossier} />
    </CommandDialog>
  );
}

function TermFields({ dossier }: { dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const termText = useTermText();
  const { watch } = useFormContext<{ term: string }>();
  const term = watch('term');
  const { proposal, terms } = dossier.retention;
  const rule =
    proposal === null
      ? t('note.byRuleNone')
      : t('note.byRule', { term: termText(proposal.term, proposal.years), name: proposal.name });
  return (
    <div className={classes.fields}>
      <SelectField
        name="term"
        label={t('note.retention')}
        className={classes.span2 ?? ''}
        choices={[
          { value: 'rule', label: rule },
          ...terms.map((one) => ({ value: one.term, label: termText(one.term, one.years) })),
        ]}
      />
      {term === 'long' || term === 'short' ? (
        <IntegerField
          name="years"
          label={t('note.years')}
          placeholder={t('note.yearsHint')}
          min={1}
          max={200}
        />
      ) : null}
      {term === 'rule' ? null : <TextField name="reason" label={t('note.reason')} required />}
    </div>
  );
}
