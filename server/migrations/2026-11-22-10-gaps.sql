-- What builds said about gaps named people who had said not to be fit. It is looked for anew by the next build.
update rota_build set gaps = '[]' where gaps <> '[]';
