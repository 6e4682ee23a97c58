import { useState, type ReactNode } from 'react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { compensationInput, type FigureView } from '../../../../src-main/contract/mediation/compensation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { CheckboxField, IntegerField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { ErrorNotice } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { CompensationSteps } from './CompensationSteps.tsx';
import type { LineDialogProps } from './dialog-props.ts';
import { FiguresDialog } from './FiguresDialog.tsx';
import { FractionFields } from './FractionFields.tsx';
import { ListEditor } from './ListEditor.tsx';
import { RecordForm } from './RecordForm.tsx';

/** Which year’s figures: one choice instead of region and year. */
const compensationForm = compensationInput
  .omit({ region: true, year: true })
  .extend({ figures: z.string().min(1) })
  .transform(({ figures, ...rest }) => {
    const [region = '', year = '0'] = figures.split('|');
    return { ...rest, region, year: Number(year) };
  });

const keyOf = ({ region, year }: Pick<FigureView, 'region' | 'year'>): string => `${region}|${year}`;

/** The calculator: what is typed at the top, the reference sheet below it; nothing is forced into the clauses. */
export function CompensationDialog(props: LineDialogProps) {
  const { t } = useTranslation('lines');
  const figures = useRoute('mediation.listFigures', {}, { enabled: props.opened });
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      title={t('panel.edit.compensation')}
      size="64rem"
    >
      {props.opened && figures.data ? <CompensationForm {...props} figures={figures.data.rows} /> : null}
    </FormDialog>
  );
}

function CompensationForm({ view, lines, onClose, figures }: LineDialogProps & { figures: FigureView[] }) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const kept = lines.compensation;
  const version = kept?.version;
  const first = figures[0];
  const { region, year, ...input } = kept?.input ?? {
    ...compensationInput.parse({ region: '', year: 2000, age: 0 }),
    region: first?.region ?? '',
    year: first?.year ?? 0,
  };
  const form = useAppForm(compensationForm, {
    ...input,
    figures: region === '' ? '' : keyOf({ region, year }),
  });
  const draft = useDraft(`compensation:${view.id}`, form, { version });
  const [typed] = useDebouncedValue(useWatch({ control: form.control }), 350);
  const asked = compensationForm.safeParse(typed);
  const counted = useRoute(
    'mediation.calculateCompensation',
    { input: asked.data ?? { region: '', year: 2000, age: 0 } },
    { enabled: asked.success, keepPrevious: true },
  );
  const save = useCommand('mediation.saveCompensation', {
    form,
    fieldsUnder: 'input',
    onDone: () => {
      void draft.discard();
      notifyDone(t('panel.saved'));
      onClose();
    },
  });
  return (
    <RecordForm
      form={form}
      label={t('panel.edit.compensation')}
      notice={draft.notice}
      pending={save.pending}
      onClose={onClose}
      onSubmit={(values) =>
        void save.run({ caseId: view.id, ...(version === undefined ? {} : { version }), input: values })
      }
    >
      <Group align="flex-end">
        <SelectField
          name="figures"
          label={t('compensation.figures')}
          choices={figures.map((one) => ({
            value: keyOf(one),
            label: t('compensation.figuresOf', { region: one.region, year: one.year }),
          }))}
          required
        />
        {may('mediation.saveFigures') ? (
          <Button
            variant="default"
            leftSection={<IconTable size="1.1rem" aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('figures.edit')}
          </Button>
        ) : null}
      </Group>
      {figures.length === 0 ? <Text c="dimmed">{t('figures.none')}</Text> : null}
      <Part title={t('compensation.victim')}>
        <IntegerField name="age" label={t('compensation.age')} max={130} required />
        <IntegerField name="disabilityPercent" label={t('compensation.disabilityPercent')} max={100} />
        <CheckboxField name="died" label={t('compensation.died')} />
        <CheckboxField name="funeral" label={t('compensation.funeral')} />
        <FractionFields name="share" label={t('compensation.share')} />
        <MoneyField name="paidFen" label={t('compensation.paid')} />
      </Part>
      <Part title={t('compensation.expenses')}>
        <MoneyField name="medicalFen" label={t('compensation.name.medical')} />
        <IntegerField name="lostIncomeDays" label={t('compensation.lostIncomeDays')} />
        <MoneyField name="lostIncomeDailyFen" label={t('compensation.lostIncomeDaily')} />
        <IntegerField name="careDays" label={t('compensation.careDays')} />
        <MoneyField name="careDailyFen" label={t('compensation.careDaily')} />
        <IntegerField name="carers" label={t('compensation.carers')} max={4} />
        <IntegerField name="longCareYears" label={t('compensation.longCareYears')} max={20} />
        <IntegerField name="longCarePercent" label={t('compensation.longCarePercent')} max={100} />
        <MoneyField name="transportFen" label={t('compensation.name.transport')} />
        <IntegerField name="hospitalDays" label={t('compensation.hospitalDays')} />
        <MoneyField name="mealDailyFen" label={t('compensation.mealDaily')} />
        <IntegerField name="nutritionDays" label={t('compensation.nutritionDays')} />
        <MoneyField name="nutritionDailyFen" label={t('compensation.nutritionDaily')} />
      </Part>
      <ListEditor
        name="dependants"
        title={t('compensation.name.dependants')}
        add={t('compensation.addDependant')}
        nth={(n) => t('compensation.dependant', { n })}
        empty={() => ({ name: '', age: null, supporters: 1 })}
        first="name"
        most={20}
      >
        {(path) => (
          <div className={classes.fields}>
            <TextField name={`${path}.name`} label={t('compensation.dependantName')} required />
            <IntegerField name={`${path}.age`} label={t('compensation.age')} max={130} required />
            <IntegerField
              name={`${path}.supporters`}
              label={t('compensation.supporters')}
              max={20}
              required
            />
          </div>
        )}
      </ListEditor>
      <ListEditor
        name="aids"
        title={t('compensation.name.aid')}
        add={t('compensation.addAid')}
        nth={(n) => t('compensation.aid', { n })}
        empty={() => ({ name: '', priceFen: null, everyYears: 4, years: 20 })}
        first="name"
        most={20}
      >
        {(path) => (
          <div className={classes.fields}>
            <TextField name={`${path}.name`} label={t('compensation.aidName')} required />
            <MoneyField name={`${path}.priceFen`} label={t('compensation.price')} required />
            <IntegerField name={`${path}.everyYears`} label={t('compensation.everyYears')} required />
            <IntegerField name={`${path}.years`} label={t('compensation.years')} required />
          </div>
        )}
      </ListEditor>
      <Stack gap="xs" aria-live="polite">
        <Title order={3}>{t('compensation.sheet')}</Title>
        {counted.data ? <CompensationSteps result={counted.data.result} /> : null}
        {counted.error && asked.success ? <ErrorNotice error={counted.error.error} /> : null}
      </Stack>
      <FiguresDialog opened={editing} figures={figures} onClose={() => setEditing(false)} />
    </RecordForm>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Title order={3}>{title}</Title>
      <div className={classes.fields}>{children}</div>
    </Stack>
  );
}
