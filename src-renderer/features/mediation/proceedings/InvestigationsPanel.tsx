import { useState } from 'react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import { offers } from '../stages.ts';
import { InvestigationDialog, type Investigation } from './InvestigationDialog.tsx';
import { LateMark, PlainMark } from './Marks.tsx';
import { useProceedings } from './use-proceedings.ts';

/** What was looked into and whom one asked (form 7). */
export function InvestigationsPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const may = useMay();
  const proceedings = useProceedings(view.id);
  const [editing, setEditing] = useState<Investigation | 'new'>();
  const mayRecord = offers(view).recordProceedings && may('mediation.recordInvestigation');
  return (
    <Section
      title={t('investigation.title')}
      id="case-investigations"
      actions={
        mayRecord ? (
          <AddButton variant="default" size="xs" onClick={() => setEditing('new')}>
            {t('investigation.add')}
          </AddButton>
        ) : null
      }
    >
      <Loaded result={proceedings}>
        {({ investigations }) => (
          <Stack gap="sm">
            {investigations.length === 0 ? <Text c="dimmed">{t('investigation.none')}</Text> : null}
            {investigations.map((one) => (
              <article
                key={one.id}
                className={classes.card}
                aria-label={t('investigation.nth', { n: one.number })}
              >
                <Group justify="space-between" mb={4}>
                  <Group gap="xs">
                    <Title order={3}>{t('investigation.nth', { n: one.number })}</Title>
                    <Text className="tabular">
                      {dateText(one.heldOn)} {one.startsAt}–{one.endsAt} · {one.place}
                    </Text>
                    <LateMark late={one.late} />
                    {one.inDossier ? null : <PlainMark text={t('common.notInDossier')} />}
                  </Group>
                  {mayRecord ? (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconPencil size="1rem" aria-hidden />}
                      aria-label={t('investigation.edit', { n: one.number })}
                      onClick={() => setEditing(one)}
                    >
                      {t('common:action.edit')}
                    </Button>
                  ) : null}
                </Group>
                <Facts
                  entries={[
                    [t('investigation.asked'), [one.asked, one.askedRelation].filter(Boolean).join('，')],
                    [t('investigation.participants'), one.participants],
                    [t('investigation.matter'), one.matter],
                    [t('investigation.record'), one.record],
                    [t('investigation.investigator'), one.investigator],
                    [t('common.recorder'), one.recorder],
                  ]}
                />
              </article>
            ))}
          </Stack>
        )}
      </Loaded>
      {editing ? (
        <InvestigationDialog
          view={view}
          investigation={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </Section>
  );
}
