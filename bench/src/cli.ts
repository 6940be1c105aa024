/** `npm run bench -- ingest seats …`: figures as ratios against a limit that is measured in the same run. */
console.log('usage: npm run bench -- ingest seats asof live soak start growth')
