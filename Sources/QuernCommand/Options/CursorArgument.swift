import ArgumentParser
import Quern

/// Where a list ended.
struct CursorArgument: ExpressibleByArgument {
  let cursor: SearchCursor

  init?(argument: String) {
    guard let cursor = SearchCursor(argument) else { return nil }
    self.cursor = cursor
  }
}
