import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { usePathname } from 'wouter/use-browser-location';
import mark from '../favicon.svg';
import { readRoute } from './address.js';
import { FailureBoundary } from './parts/failure.js';
import { go, SearchBox } from './parts/search-box.js';
import { WaitingBar } from './parts/states.js';
import { Trail } from './parts/trail.js';
import { AuthorView } from './views/author.js';
import { DayView } from './views/day.js';
import { HomeView } from './views/home.js';
import { NowhereView } from './views/nowhere.js';
import { PaperView } from './views/paper.js';
import { PathView } from './views/path.js';
import { SearchView } from './views/search.js';
import { SetView } from './views/set.js';
import { TechniqueView } from './views/technique.js';
import { TopicView } from './views/topic.js';

/** The frame of every view, and the view that the address names. */
export function App() {
  const path = usePathname();
  useEffect(() => {
    // Some browsers give a promise here, which an effect may not return.
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <>
      <a className="skip" href="#view">
        Skip to the answer
      </a>
      <header className="top">
        <Link href="/" className="brand" aria-label="Related Work, start">
          <img src={mark} alt="" width="26" height="26" />
          <span>Related Work</span>
        </Link>
        <SearchBox
          isMain
          clears
          label="Search papers, techniques, topics and authors"
          placeholder="A paper, technique, topic or author"
          onChoose={go.to}
          onText={go.find}
        />
        <nav aria-label="Tools">
          <Link href="/path">Path</Link>
          <Link href="/set">Set</Link>
          <a href="/playground">Playground</a>
        </nav>
      </header>
      <WaitingBar />
      <Trail path={path} />
      <main id="view" tabIndex={-1}>
        <FailureBoundary key={path}>{viewOf(path)}</FailureBoundary>
      </main>
    </>
  );
}

function viewOf(path: string): ReactNode {
  const route = readRoute(path);
  switch (route.view) {
    case 'home':
      return <HomeView />;
    case 'paper':
      return <PaperView key={route.ref} of={route.ref} />;
    case 'technique':
      return <TechniqueView key={route.ref} of={route.ref} />;
    case 'topic':
      return <TopicView of={route.ref} />;
    case 'author':
      return <AuthorView key={route.ref} of={route.ref} />;
    case 'path':
      return <PathView />;
    case 'set':
      return <SetView />;
    case 'search':
      return <SearchView />;
    case 'day':
      return <DayView />;
    case 'nowhere':
      return <NowhereView />;
  }
}
