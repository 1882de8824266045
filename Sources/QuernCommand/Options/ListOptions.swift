import ArgumentParser
import Quern
import QuernModel

/// In which order hits come, what is counted, and where a list goes on.
struct ListOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Order by the values of a field, least first, or greatest first with :desc; _score is the usual order.",
      valueName: "field[:desc]"), completion: ShellCompletion.order)
  var sort: SortArgument?

  @Option(
    help: ArgumentHelp(
      "Go on behind the hit where a list ended; it says so with --sort and in JSON.",
      valueName: "cursor"))
  var after: CursorArgument?

  @Option(
    help: ArgumentHelp(
      "Count the values of all hits, dates also by year, month or day; may be repeated.",
      valueName: "field[:month]"), completion: ShellCompletion.facet)
  var facet: [FacetArgument] = []

  @Option(help: ArgumentHelp("How many values of a facet to show.", valueName: "count"))
  var facetLimit = 10

  @Option(
    help: ArgumentHelp("Show of each value of a field the first hit only.", valueName: "field"),
    completion: ShellCompletion.valueField)
  var collapse: String?

  func validate() throws {
    guard facetLimit >= 1 else { throw ValidationError("--facet-limit must be at least 1.") }
  }

  /// Whether the place where the list goes on is written out.
  var showsCursor: Bool { sort != nil || after != nil }

  func apply(to options: inout SearchOptions) {
    if let sort { options.sort = sort.order }
    options.after = after?.cursor
    options.facets = facet.map { Facet($0.field, by: $0.interval, limit: facetLimit) }
    options.collapse = collapse.map { FieldName($0) }
  }
}
