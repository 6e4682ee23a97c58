import { useState } from 'react';
import { Button, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { GradeDialog, GradeHistory } from './GradeDialog.tsx';

/** Class of the case (疑难程度) on the case page, once it is accepted and the centre has classes. */
export function GradePanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const graded = view.acceptedOn !== null && view.stage !== 'declined';
  const grade = useRoute('mediation.readCaseGrade', { caseId: view.id }, { enabled: graded });
  const [grading, setGrading] = useState(false);
  if (!graded || grade.data?.classes.length === 0) return null;
  return (
    <Section
      title={t('grade.panel')}
      id="case-grade"
      actions={
        may('mediation.gradeCase') ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPencil size="1.1rem" aria-hidden />}
            onClick={() => setGrading(true)}
          >
            {t('sheet.grade')}
          </Button>
        ) : null
      }
    >
      <Loaded result={grade}>
        {(data) => (
          <Stack gap="xs">
            {data.current ? (
              <Text fw={600}>{data.current.className}</Text>
            ) : (
              <Text c="dimmed">{t('grade.none')}</Text>
            )}
            <GradeHistory grade={data} />
          </Stack>
        )}
      </Loaded>
      <GradeDialog caseId={grading ? view.id : undefined} onClose={() => setGrading(false)} />
    </Section>
  );
}
