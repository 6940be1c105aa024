/** `npm run crash`: kills servers and PostgreSQL under load, many times over, and lets a checker look at what the clients were told. */
console.log('usage: npm run crash -- --kills 200')
