import type { ReactNode } from 'react';
import { Group, Paper, Title } from '@mantine/core';
import classes from './Section.module.css';

export interface SectionProps {
  title: string;
  id?: string;
  actions?: ReactNode;
  children: ReactNode;
  order?: 2 | 3;
}

/** A titled panel of a page; a landmark that a screen reader, the stage bar and Ctrl+J can jump to. */
export function Section({ title, id, actions, children, order = 2 }: SectionProps) {
  return (
    <Paper component="section" aria-label={title} id={id} tabIndex={-1} className={classes.section}>
      <Group justify="space-between" gap="xs" mb="sm">
        <Title order={order}>{title}</Title>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Paper>
  );
}
