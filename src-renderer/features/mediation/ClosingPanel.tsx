import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import { outcomes, terminationReasons } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { SelectField, TextArea } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import { EndingCorrection, endedOn } from './CorrectionDialogs.tsx';
import { PreventionBox } from './performance/PreventionBox.tsx';
import {
  PreventionFields,
  preventionForm,
  preventionOfForm,
  preventionToForm,
} from './performance/PreventionFields.tsx';
import { offers } from './stages.ts';

const { outcome, on, note } = routes['mediation.closeCase'].input.shape;
const schema = z.object({
  outcome,
  on,
  note,
  prevention: preventionForm,
});

/** How it ended: performed, terminated, or still to be closed. */
export function ClosingPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const [closing, setClosing] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const can = offers(view);
  const mayClose = can.close && may('mediation.closeCase');
  return (
    <Section
      title={t('closing.title')}
      id="case-closing"
      actions={
        mayClose ? (
          <Button
            size="xs"
            leftSection={<IconArchive size="1.1rem" aria-hidden />}
            onClick={() => setClosing(true)}
          >
            {t('closing.close')}
          </Button>
        ) : can.correctEnding && may('mediation.correctEnding') ? (
          <Button variant="default" size="xs" onClick={() => setCorrecting(true)}>
            {t('closing.correct')}
          </Button>
        ) : null
      }
    >
      {correcting ? <EndingCorrection view={view} onClose={() => setCorrecting(false)} /> : null}
      <Text {...(endedOn(view) ? {} : { c: 'dimmed' })}>{endText(view, t)}</Text>
      <PreventionBox view={view} />
      <FormDialog opened={closing} onClose={() => setClosing(false)} title={t('closing.close')} size="md">
        <CloseForm view={view} onClose={() => setClosing(false)} />
      </FormDialog>
    </Section>
  );
}

function endText(view: CaseView, t: ReturnType<typeof useTranslation<'mediation'>>['t']): string {
  if (view.stage === 'terminated') {
    const reason = terminationReasons.find((known) => known === view.terminationReason);
    return t('closing.terminatedLine', {
      date: dateText(endedOn(view) ?? null),
      reason: reason ? t(`closing.reasons.${reason}`) : view.terminationReason,
    });
  }
  if (view.stage === 'declined') return t('closing.declinedLine');
  if (view.stage === 'closed') {
    return t('closing.closedLine', {
      date: dateText(view.closedOn),
      outcome: view.outcome ? t(`closing.outcomes.${view.outcome}`) : '',
    });
  }
  return view.stage === 'performing' ? t('performance:closing.ready') : t('closing.waiting');
}

function CloseForm({ view, onClose }: { view: CaseView; onClose(): void }) {
  const { t } = useTranslation('mediation');
  const performance = useRoute('mediation.readPerformance', { caseId: view.id });
  const form = useAppForm(schema, {
    outcome: 'performed',
    on: todayText(),
    note: '',
    prevention: preventionToForm([]),
  });
  const draft = useDraft(`close:${view.id}`, form, { version: view.version });
  const close = useCommand('mediation.closeCase', {
    form,
    onDone: () => {
      void draft.discard();
      notifyDone(t('closing.closed'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('closing.close')}
      onSubmit={(values) => {
        void close.run({
          id: view.id,
          version: view.version,
          ...values,
          prevention: preventionOfForm(values.prevention),
        });
      }}
    >
      <Stack>
        {draft.notice}
        <Text>{t('closing.closeText')}</Text>
        <SelectField
          name="outcome"
          label={t('closing.outcome')}
          choices={outcomes.map((value) => {
            const answer = performance.data?.closing.find((one) => one.outcome === value);
            const name = t(`closing.outcomes.${value}`);
            return answer?.reason
              ? {
                  value,
                  label: t('performance:closing.choice', {
                    outcome: name,
                    reason: t(`performance:closing.${answer.reason}`),
                  }),
                  disabled: true,
                }
              : { value, label: name };
          })}
          required
        />
        <DateField name="on" label={t('closing.on')} emptyValue="" required />
        <TextArea name="note" label={t('closing.note')} />
        <details>
          <Text component="summary">{t('performance:closing.prevention')}</Text>
          <PreventionFields />
        </details>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={close.pending}>
            {t('closing.close')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
