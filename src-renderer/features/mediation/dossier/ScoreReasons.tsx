import { useState } from 'react';
import { Button, Collapse, List, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../../../src-main/contract/mediation/dossier.ts';

/** The quality score with the check behind every point. */
export function ScoreReasons({ score }: { score: DossierView['score'] }) {
  const { t } = useTranslation('dossier');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={open}
        onClick={() => setOpen((now) => !now)}
      >
        {t('score.title', { points: score.points })}
        {score.kept ? ` · ${t('score.kept')}` : ''}
      </Button>
      <Collapse expanded={open}>
        <List spacing={2} size="sm" aria-label={t('score.reasons')}>
          {score.reasons.map((reason) => (
            <List.Item
              key={reason.code}
              icon={
                reason.met ? (
                  <IconCheck size="1rem" color="var(--mantine-color-green-8)" aria-hidden />
                ) : (
                  <IconX size="1rem" color="var(--mantine-color-red-8)" aria-hidden />
                )
              }
            >
              {reason.name} ·{' '}
              {reason.met
                ? t('score.met', { points: reason.points })
                : t('score.notMet', { points: reason.points })}
            </List.Item>
          ))}
        </List>
        <Text size="xs" c="dimmed">
          {t('score.rules')}
        </Text>
      </Collapse>
    </>
  );
}
