import ArgumentParser
import Quern
import QuernModel

/// `date`, `date:desc`, `date:asc` or `_score`.
struct SortArgument: ExpressibleByArgument {
  let order: SortOrder

  init?(argument: String) {
    if argument == "_score" || argument == "_score:desc" {
      order = .score
      return
    }
    var name = argument
    var isDescending = false
    if let colon = argument.lastIndex(of: ":") {
      switch argument[argument.index(after: colon)...] {
      case "desc": isDescending = true
      case "asc": break
      default: return nil
      }
      name = String(argument[..<colon])
    }
    if name.isEmpty || name == "_score" { return nil }
    order = .field(FieldName(name), descending: isDescending)
  }
}
