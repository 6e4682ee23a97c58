import { Badge, Button, Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PackPaper } from '../../../../src-main/contract/mediation/dossier.ts';
import { instantText } from '../../../i18n/format.ts';
import classes from './dossier.module.css';

interface PackLineProps {
  paper: PackPaper;
  mayIssue: boolean;
  ticked: boolean;
  onTick(ticked: boolean): void;
  onPreview(): void;
  onIssue(): void;
  onView(document: { id: string; title: string }): void;
  onSignedCopy(documentId: string, name: string): void;
}

const colors = { must: 'blue', asNeeded: 'gray', other: 'gray' } as const;

/** One paper of the stage: tick it for the set, look at it, issue it, add the signed original. */
export function PackLine(props: PackLineProps) {
  const { paper, mayIssue } = props;
  const { t } = useTranslation('dossier');
  const kind = t(`documents:kind.mediation.${paper.paper}`);
  const name = paper.subjectTitle === '' ? kind : `${kind}（${paper.subjectTitle}）`;
  const latest = paper.issued[0];
  return (
    <div className={classes.packLine}>
      {mayIssue ? (
        <Checkbox
          aria-label={t('pack.select', { paper: name })}
          checked={props.ticked}
          disabled={!paper.ready}
          onChange={({ currentTarget }) => props.onTick(currentTarget.checked)}
        />
      ) : null}
      <div className={classes.packName}>
        <Group gap="xs">
          <Text span fw={600}>
            {name}
          </Text>
          <Badge color={colors[paper.need]} c="var(--mantine-color-text)">
            {t(`pack.need.${paper.need}`)}
          </Badge>
          {latest?.signedCopy ? (
            <Badge color="green" c="var(--mantine-color-text)">
              {t('pack.hasSigned')}
            </Badge>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed">
          {latest
            ? `${t('pack.done')} · ${latest.number} · ${instantText(latest.issuedAt)} · ${latest.issuedBy}`
            : t('pack.notDone')}
          {latest === undefined && !paper.ready
            ? ` · ${paper.paper === 'agreement' ? t('pack.inEditor') : t(paper.lacking ? `pack.lacking.${paper.lacking}` : 'pack.notReady')}`
            : ''}
        </Text>
      </div>
      <Group gap="xs" role="group" aria-label={name}>
        {latest ? (
          <Button
            size="xs"
            variant="default"
            onClick={() => props.onView({ id: latest.documentId, title: latest.title })}
          >
            {t('common:action.view')}
          </Button>
        ) : null}
        {mayIssue && paper.ready ? (
          <>
            <Button
              size="xs"
              variant="default"
              aria-label={t('pack.previewOf', { paper: name })}
              onClick={props.onPreview}
            >
              {t('pack.preview')}
            </Button>
            <Button
              size="xs"
              variant={latest ? 'default' : 'light'}
              aria-label={
                latest ? t('pack.issueAgainOf', { paper: name }) : t('pack.issueOf', { paper: name })
              }
              onClick={props.onIssue}
            >
              {latest ? t('pack.issueAgain') : t('pack.issue')}
            </Button>
          </>
        ) : null}
        {mayIssue && latest && !latest.signedCopy ? (
          <Button
            size="xs"
            variant="default"
            aria-label={t('pack.signedCopyOf', { title: name })}
            onClick={() => props.onSignedCopy(latest.documentId, name)}
          >
            {t('pack.signedCopy')}
          </Button>
        ) : null}
      </Group>
    </div>
  );
}
