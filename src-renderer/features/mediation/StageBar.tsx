import { Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCircle, IconCircleDot, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseStage } from '../../../src-main/contract/mediation/case-values.ts';
import { useLayout } from '../../app/use-layout.ts';
import classes from './mediation.module.css';
import { sectionOf, steps, stepState } from './stages.ts';

const signs = { done: IconCheck, current: IconCircleDot, ahead: IconCircle, stopped: IconX };

/** Where the case stands, and a way to each part of the page. */
export function StageBar({ stage, archived }: { stage: CaseStage; archived: boolean }) {
  const { t } = useTranslation('mediation');
  const { compact } = useLayout();
  return (
    <nav aria-label={t('case.jump')} className={classes.stageBar} data-compact={compact || undefined}>
      <ol className={classes.stages}>
        {steps.map((step) => {
          const state = stepState(step, stage, archived);
          const Sign = signs[state];
          return (
            <li key={step}>
              <UnstyledButton
                className={classes.stage}
                data-state={state}
                aria-current={state === 'current' ? 'step' : undefined}
                onClick={() => jumpTo(sectionOf[step])}
              >
                <Sign size="1.2rem" aria-hidden />
                <span>
                  {t(`step.${step}`)}
                  <Text span size="xs" ml={6} c="inherit">
                    {t(`stepState.${state}`)}
                  </Text>
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

export function jumpTo(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}
