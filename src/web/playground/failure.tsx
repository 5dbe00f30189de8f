import { Component, type ReactNode } from 'react';

const BANNER_ID = 'failure';

/** Shows a message in a bar above the page; the latest message replaces the one before. */
export function showFailure(message: string): void {
  let banner = document.getElementById(BANNER_ID);
  if (!banner) {
    banner = document.createElement('div');
    banner.id = BANNER_ID;
    banner.setAttribute('role', 'alert');
    document.body.prepend(banner);
  }
  banner.textContent = message;
}

/**
 * Reports a part of the bundle that could not be fetched. The code editor is loaded on demand, so
 * without this a missing file would show as an endless spinner.
 */
export function watchForFailures(): void {
  window.addEventListener('vite:preloadError', () => {
    showFailure('A part of the playground could not be loaded. Reload the page to try again.');
  });
}

/** Replaces a page that failed to render with a message instead of leaving it blank. */
export class FailureBoundary extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {};

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) {
      return this.props.children;
    }
    return (
      <div className="notice" role="alert">
        <p>The playground stopped working: {message}</p>
        <p>
          Reload the page to try again. The API itself is at <code>/graphql</code> on this server.
        </p>
      </div>
    );
  }
}
