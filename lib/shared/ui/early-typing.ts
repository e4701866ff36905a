/**
 * On a slow line people type before the page's own code runs, and react-hook-form then sets each control to its default.
 * This script, inline before the form, records what is typed meanwhile. It listens for 'input' events alone: a browser
 * that restores a form on reload fires none, so an old copy is never taken for typing. It never differs: the
 * Content-Security-Policy knows it by its hash. Pure.
 */
export const earlyTyping = `(function () {
  var typed = window.typedEarly = []
  document.addEventListener('input', function listen(event) {
    if (window.typedEarly !== typed) return document.removeEventListener('input', listen)
    var control = event.target
    var on = control.type === 'checkbox' ? control.checked : true
    if (control.form && control.name) typed.push({ form: control.form.id, name: control.name, value: on ? control.value : '' })
  })
})()`
