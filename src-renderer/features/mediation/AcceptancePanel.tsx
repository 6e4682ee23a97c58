import { useState } from 'react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText } from '../../i18n/format.ts';
import { Section } from '../../ui/Section.tsx';
import { AcceptForm } from './AcceptForm.tsx';
import { AcceptanceCorrection } from './CorrectionDialogs.tsx';
import { DeclineDialog } from './DeclineDialog.tsx';
import { MediatorsDialog } from './MediatorsDialog.tsx';
import classes from './mediation.module.css';
import { offers } from './stages.ts';

/** Acceptance: the form while it is due, then who mediates and since when. */
export function AcceptancePanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const [declining, setDeclining] = useState(false);
  const [changing, setChanging] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const can = offers(view);
  const mayAccept = can.accept && may('mediation.acceptCase');
  const actions = mayAccept ? (
    <Button variant="default" size="xs" onClick={() => setDeclining(true)}>
      {t('accept.decline')}
    </Button>
  ) : (
    <Group gap="xs">
      {can.assignMediators && may('mediation.assignMediators') ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUsersGroup size="1.1rem" aria-hidden />}
          onClick={() => setChanging(true)}
        >
          {t('accept.changeMediators')}
        </Button>
      ) : null}
      {can.correctAcceptance && may('mediation.correctAcceptance') ? (
        <Button variant="default" size="xs" onClick={() => setCorrecting(true)}>
          {t('accept.correct')}
        </Button>
      ) : null}
    </Group>
  );
  return (
    <Section title={t('accept.title')} id="case-acceptance" actions={actions}>
      {mayAccept ? <AcceptForm view={view} /> : <Accepted view={view} />}
      <DeclineDialog view={view} opened={declining} onClose={() => setDeclining(false)} />
      {correcting ? <AcceptanceCorrection view={view} onClose={() => setCorrecting(false)} /> : null}
      <MediatorsDialog view={view} opened={changing} onClose={() => setChanging(false)} />
    </Section>
  );
}

function Accepted({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  if (view.stage === 'declined')
    return <Text>{t('accept.declinedLine', { reason: view.declineReason })}</Text>;
  if (view.acceptedOn === null) return <Text c="dimmed">{t('accept.waiting')}</Text>;
  return (
    <Stack gap="xs">
      <Text>
        {view.rightsNotifiedOn === null
          ? t('accept.acceptedOnly', { accepted: dateText(view.acceptedOn) })
          : t('accept.acceptedLine', {
              accepted: dateText(view.acceptedOn),
              notified: dateText(view.rightsNotifiedOn),
            })}
      </Text>
      <Group
        gap="xs"
        {...(view.mediators.length > 0 ? { role: 'list', 'aria-label': t('accept.mediators') } : {})}
      >
        {view.mediators.length === 0 ? <Text c="dimmed">{t('accept.nobody')}</Text> : null}
        {view.mediators.map((mediator) => (
          <Group key={mediator.userId} role="listitem" gap={6} className={classes.card} py={4}>
            <Text>{mediator.name}</Text>
            {mediator.lead ? (
              <Badge color="pine" c="var(--mantine-color-text)">
                {t('accept.lead')}
              </Badge>
            ) : null}
            <Text size="sm" c="dimmed">
              {t(`accept.chosen.${mediator.chosenBy}`)}
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}
