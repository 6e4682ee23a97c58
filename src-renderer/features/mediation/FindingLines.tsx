import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { findingMessage } from '../../i18n/messages.ts';
import classes from './mediation.module.css';

const icons = { error: IconX, warning: IconAlertTriangle, hint: IconInfoCircle };

/** Remarks below the fields that they are about; a click or Enter puts the cursor into the field. */
export function FindingLines({
  findings,
  onGo,
}: {
  findings: readonly Finding[];
  onGo?: (place: string) => void;
}) {
  const { t } = useTranslation('common');
  if (findings.length === 0) return null;
  return (
    <div role="status" aria-label={t('findings.title')} className={classes.warnings}>
      {findings.map((finding) => {
        const Sign = icons[finding.severity];
        const key = finding.code + finding.place;
        const words = (
          <>
            <Sign size="1rem" aria-hidden />
            <span>{t(`severity.${finding.severity}`) + t('form.colon') + findingMessage(finding)}</span>
          </>
        );
        return onGo ? (
          <UnstyledButton key={key} className={classes.warning} onClick={() => onGo(finding.place)}>
            {words}
          </UnstyledButton>
        ) : (
          <div key={key} className={classes.warning}>
            {words}
          </div>
        );
      })}
    </div>
  );
}
