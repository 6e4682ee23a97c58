import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { routes, type RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { instantText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { RadioGroupField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Loaded } from '../../../ui/states.tsx';

const schema = routes['mediation.gradeCase'].input.pick({ classCode: true, reason: true });
type Grade = RouteOutput<'mediation.readCaseGrade'>;

/** Grades a case with the reason; what was graded before stays to be read. */
export function GradeDialog({ caseId, onClose }: { caseId: string | undefined; onClose(): void }) {
  const { t } = useTranslation('subsidy');
  const grade = useRoute(
    'mediation.readCaseGrade',
    { caseId: caseId ?? '' },
    { enabled: caseId !== undefined },
  );
  return (
    <FormDialog opened={caseId !== undefined} onClose={onClose} title={t('grade.title')} size="lg">
      {caseId === undefined ? null : (
        <Loaded result={grade}>
          {(data) =>
            data.classes.length === 0 ? (
              <Text>{t('grade.noClasses')}</Text>
            ) : (
              <GradeForm key={data.seen} caseId={caseId} grade={data} onClose={onClose} />
            )
          }
        </Loaded>
      )}
    </FormDialog>
  );
}

function GradeForm({ caseId, grade, onClose }: { caseId: string; grade: Grade; onClose(): void }) {
  const { t } = useTranslation('subsidy');
  const form = useAppForm(schema, { classCode: grade.current?.classCode ?? '', reason: '' });
  const draft = useDraft(`grade:${caseId}`, form, { version: grade.seen });
  const save = useCommand('mediation.gradeCase', { form });
  return (
    <AppForm
      form={form}
      label={t('grade.title')}
      onSubmit={async (values) => {
        if ((await save.run({ ...values, caseId, seen: grade.seen })) === undefined) return;
        await draft.discard();
        const name = grade.classes.find(({ code }) => code === values.classCode)?.name ?? '';
        notifyDone(t('grade.saved', { name }));
        onClose();
      }}
    >
      <Stack>
        {draft.notice}
        {grade.current ? <Text>{t('grade.current', { name: grade.current.className })}</Text> : null}
        <RadioGroupField
          name="classCode"
          label={t('grade.class')}
          required
          choices={grade.classes.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextArea name="reason" label={t('grade.reason')} required />
        <GradeHistory grade={grade} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('grade.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

/** Who graded when, and why, newest first. */
export function GradeHistory({ grade }: { grade: Grade }) {
  const { t } = useTranslation('subsidy');
  return grade.history.map((one) => (
    <div key={one.number}>
      <Text size="sm" fw={600}>
        {t('grade.history', { n: one.number, name: one.className, by: one.by, at: instantText(one.at) })}
      </Text>
      <Text size="sm">{one.reason}</Text>
    </div>
  ));
}
