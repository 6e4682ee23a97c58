import { Stack, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';

/** Assessments that end or are to be looked at again soon, each a way to its member; nothing when there is none. */
export function AssessmentsDue() {
  const { t } = useTranslation('timebankCircle');
  const navigate = useNavigate();
  const { data } = useRoute('timebank.listAssessmentsDue', {});
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={t('due.title')}>
      <Stack gap={6} component="ul" m={0} pl="md">
        {data.rows.map((row) => (
          <li key={row.id}>
            <UnstyledButton
              onClick={() => navigate({ page: 'member', params: { id: row.id, tab: 'circle' } })}
            >
              {`${row.name}（${row.volunteerNumber}）· ${t(`due.${row.why}`, { on: dateText(row.on) })}`}
            </UnstyledButton>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
