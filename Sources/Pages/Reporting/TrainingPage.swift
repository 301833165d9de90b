import Actions
import Domain
import Hummingbird

/// The trainings an organisation gave or came to; whoever may teach also records one here, with who came.
struct TrainingPage {
  let actor: Actor
  let trainings: [Training]
  let book: NameBook
  /// Those the organisation acts for: their codes are offered.
  let known: [ActorHome.Represented]
  let language: Language
  let mayRecord: Bool
  var form = TrainingForm()
  var refusal: Problem?
  var isRecorded = false

  private var texts: TrainingTexts { TrainingTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }
  private var path: String { "/actors/\(actor.code)/trainings" }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let done: HTML = "<p role=\"status\">\(texts.recorded)</p>"
    let content: HTML = """
      <p class="back"><a href="/actors/\(actor.code.text)?lang=\(language.rawValue)">\(figures.name(actor.names))</a></p>
      <h1>\(texts.trainings)</h1>
      \(FormParts.summary(refusal, fields: fields, language))\(isRecorded ? done : nil)
      \(trainings.isEmpty ? "<p>\(texts.none)</p>" : table)
      \(mayRecord ? recording : nil)
      """
    return Page(
      language: language, path: path, title: "\(texts.trainings) – \(actor.names.preferred(language))", content: content
    ).response(status: status)
  }

  private var table: HTML {
    Table(
      headings: [texts.topic, texts.first, texts.last, texts.hours, texts.giver, texts.attendance],
      rows: trainings.map { training in
        [
          "<bdi>\(training.topic)</bdi>", figures.date(training.span.first), figures.date(training.span.last),
          figures.integer(training.hours), name(training.centre),
          "<ul>\(training.attendance(seenBy: actor.code).map(line))</ul>",
        ]
      }
    ).markup
  }

  private func line(_ attendance: Training.Attendance) -> HTML {
    """
    <li>\(name(attendance.actor))\(Texts.of(language).comma)\(names.group(attendance.group.text)): \
    \(texts.people.of(attendance.people, figures))</li>
    """
  }

  private func name(_ code: Code) -> HTML { book.actors[code].map(figures.name) ?? figures.code(code.text) }

  private var fields: [String] {
    ["topic", "first", "hours", "by"]
      + (0..<TrainingForm.lineCount).flatMap { ["actor.\($0)", "people.\($0)"] }
  }

  private var recording: HTML {
    let options = known.map { other -> HTML in
      "<option value=\"\(other.actor.text)\">\(other.names.preferred(language))</option>"
    }
    return """
      <section><h2>\(texts.record)</h2>
      <form class="training" method="post" action="\(path)?lang=\(language.rawValue)">
      <input type="hidden" name="code" value="\(form.code)">
      <div class="inputs">
      \(FormParts.field("topic", texts.topic, form.topic, isRequired: true))
      \(day("first", texts.first, form.first))
      \(day("last", texts.last, form.last))
      \(FormParts.field("hours", texts.hours, form.hours, isLatin: true, isRequired: true))
      </div>
      <p class="note">\(texts.recordExplained)</p>
      <datalist id="known">\(options)</datalist>
      \(form.lines.indices.map(entry))
      \(FormParts.person(form.by, language))
      <p><button type="submit">\(texts.record)</button></p>
      </form></section>
      """
  }

  private func day(_ name: String, _ label: String, _ value: String) -> HTML {
    """
    <p><label for="\(name)">\(label)</label>
    <input id="\(name)" name="\(name)" type="date" required value="\(value)"></p>
    """
  }

  private func entry(_ number: Int) -> HTML {
    let line = form.lines[number]
    let groups = book.groups.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value.preferred(language)) }
    let everybody = (TargetGroup.everybody.text, Texts.of(language).everybody)
    let options = ([everybody] + groups.filter { $0.0 != everybody.0 }).map { code, name -> HTML in
      let mark: HTML = code == line.group ? " selected" : ""
      return "<option value=\"\(code)\"\(mark)>\(name)</option>"
    }
    let key = String(number)
    return """
      <div class="inputs" role="group" aria-label="\(texts.row) \(String(number + 1))">
      <p><label for="actor.\(key)">\(texts.actorCode)</label>
      <input id="actor.\(key)" name="actor.\(key)" dir="ltr" list="known" autocomplete="off" value="\(line.actor)"></p>
      <p><label for="group.\(key)">\(Texts.of(language).group)</label>
      <select id="group.\(key)" name="group.\(key)">\(options)</select></p>
      <p><label for="people.\(key)">\(texts.count)</label>
      <input id="people.\(key)" name="people.\(key)" dir="ltr" inputmode="numeric" autocomplete="off" \
      value="\(line.people)"></p></div>

      """
  }
}
