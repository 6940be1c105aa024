/* For web views older than JavaScript modules: say so instead of staying white. */
document.getElementById('app').innerHTML =
  '<p class="opening">这个浏览器太旧，打不开本页。请更新聊天软件，或换一部手机。<br>' +
  'This browser is too old for this page. Please update the app or use another phone.</p>'
