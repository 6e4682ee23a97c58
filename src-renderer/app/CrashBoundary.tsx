import { Component, type ReactNode } from 'react';
import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { i18n } from '../i18n/index.ts';

/** A page that fails leaves the frame and its neighbours standing. React offers this to classes only. */
export class CrashBoundary extends Component<{ children: ReactNode }, { failure?: Error }> {
  override state: { failure?: Error } = {};

  static getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <Alert role="alert" color="red" title={i18n.t('common:crash.title')} m="md">
        <Stack align="flex-start">
          <Text>{i18n.t('common:crash.text')}</Text>
          <Code block>{`${failure.name}: ${failure.message}`}</Code>
          <Button variant="default" onClick={() => this.setState({ failure: undefined as never })}>
            {i18n.t('common:action.retry')}
          </Button>
        </Stack>
      </Alert>
    );
  }
}
