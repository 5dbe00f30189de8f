import { Component, type ReactNode } from 'react';

/** Replaces a page that failed to render with a message instead of leaving it blank. */
export class FailureBoundary extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {};

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <main className="page" role="alert">
        <h1>This page stopped working</h1>
        <p>{message}</p>
        <p>
          <a href={window.location.href}>Load it again</a>, or <a href="/">start over</a>.
        </p>
      </main>
    );
  }
}
