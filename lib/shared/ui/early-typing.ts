/**
 * On a slow connection people type before the page's own code runs, and react-hook-form then resets each control to its
 * default. This inline script before the form records what they type meanwhile. It listens only for 'input' events: a
 * browser that restores a form on reload fires none, so an old copy never counts as typing. The script never changes,
 * because the Content-Security-Policy knows it by its hash. Pure.
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
