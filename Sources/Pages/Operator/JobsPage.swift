import Domain
import Hummingbird

/// What the worker did, newest first: how it stands, how long it took, and what went wrong last.
struct JobsPage {
  /// A page of the list; one more may stand here to say that there is another page.
  let jobs: [JobRecord]
  /// Which are shown; nil for all.
  let state: JobRecord.State?
  let language: Language
  static let length = 50
  static let path = "/operations/jobs"

  private var texts: OperatorTexts { OperatorTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var response: Response {
    let page = jobs.prefix(JobsPage.length)
    let list: HTML =
      page.isEmpty ? "<p>\(texts.noJobs)</p>" : Table(headings: headings, rows: page.map(row)).markup
    let content: HTML = """
      \(OperatorWays(current: .jobs, language: language).markup)
      <h1>\(texts.jobs)</h1>
      <p class="note">\(texts.jobsExplained)</p>
      \(states)
      \(list)
      \(turning)
      """
    return Page(
      language: language, path: JobsPage.path, title: texts.jobs, content: content,
      query: state.map { [("state", $0.rawValue)] } ?? [], styles: [.funderStyle]
    ).response()
  }

  private var states: HTML {
    let all: [(JobRecord.State?, String)] =
      [(nil, texts.all)] + JobRecord.State.allCases.map { ($0, texts.jobStates[$0] ?? $0.rawValue) }
    let items = all.map { choice, text -> HTML in
      let mark: HTML = choice == state ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(address(choice))\"\(mark)>\(text)</a></li>"
    }
    return "<nav class=\"ways\" aria-label=\"\(texts.state)\"><ul>\(items)</ul></nav>"
  }

  private func address(_ state: JobRecord.State?) -> HTML {
    let chosen: HTML? = state.map { "&amp;state=\($0.rawValue)" }
    return "\(JobsPage.path)?lang=\(language.rawValue)\(chosen)"
  }

  private var headings: [String] {
    [
      texts.job, texts.kind, texts.state, texts.due, texts.began, texts.took, texts.attempts, texts.lastError,
    ]
  }

  private func row(_ job: JobRecord) -> [HTML] {
    let none = figures.number(nil, decimals: 0)
    let about: HTML? = job.schedule.map { " \(figures.code($0))" }
    let kind = texts.jobKinds[job.kind] ?? job.kind
    let state: HTML = "\(texts.jobStates[job.state] ?? job.state.rawValue)"
    return [
      figures.integer(job.id), "\(kind)\(about)",
      job.state == .failed ? "<strong class=\"failed\">\(state)</strong>" : "<span class=\"status\">\(state)</span>",
      figures.moment(job.dueAt), job.startedAt.map(figures.moment) ?? none,
      job.seconds.map { "<span class=\"whole\">\(figures.number($0, decimals: 1)) \(texts.seconds)</span>" } ?? none,
      figures.integer(job.attempts),
      job.lastError.map { "<bdi class=\"error\" dir=\"ltr\" lang=\"en\">\($0)</bdi>" } ?? none,
    ]
  }

  private var turning: HTML? {
    guard jobs.count > JobsPage.length, let last = jobs.prefix(JobsPage.length).last else { return nil }
    return """
      <nav class="turning"><a rel="next" href="\(address(state))&amp;before=\(String(last.id))">\(texts.later)</a></nav>
      """
  }
}
