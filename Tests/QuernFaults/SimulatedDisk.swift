package import QuernStorage
import Synchronization

/// A directory in memory that records what is done to it and fails when it is told to.
///
/// What a program sees of it is what a page cache shows: all writes at once. What a crash leaves of
/// it is for ``DiskModel`` to say, from the record.
package final class SimulatedDisk: Directory {
  struct State {
    var names: [String: Int] = [:]
    var files: [[UInt8]] = []
    var operations: [DiskOperation] = []
    var locks: Set<String> = []
    var plan: FaultPlan?
    var callCount = 0
    var failureCount = 0
  }

  package let path: String

  /// Whether files of a directory in memory can get a second name here.
  private let sharesFiles: Bool
  private let state: Mutex<State>

  /// Makes a disk without files.
  package init(path: String = "disk", sharesFiles: Bool = false) {
    self.path = path
    self.sharesFiles = sharesFiles
    state = Mutex(State())
  }

  /// Makes a disk with the files of a directory; how they came there is not in the record.
  package convenience init(copying directory: MemoryDirectory) {
    self.init(path: directory.path)
    state.withLock { state in
      for name in directory.names() {
        state.names[name] = state.files.count
        state.files.append(directory.contents(of: name) ?? [])
      }
    }
  }

  /// Everything done so far.
  package var operations: [DiskOperation] { state.withLock { $0.operations } }

  /// The number of calls so far, those that failed included.
  package var callCount: Int { state.withLock { $0.callCount } }

  /// The number of calls that failed.
  package var failureCount: Int { state.withLock { $0.failureCount } }

  /// All files as a program sees them now.
  package var contents: [String: [UInt8]] {
    state.withLock { state in state.names.mapValues { state.files[$0] } }
  }

  /// The files as they are now, on a disk that does not fail.
  package func copy() -> MemoryDirectory {
    let directory = MemoryDirectory()
    for (name, bytes) in contents { directory.setContents(of: name, to: bytes) }
    return directory
  }

  /// Which calls fail from now on; they are counted from 0 again.
  package func setPlan(_ plan: FaultPlan?) {
    state.withLock { state in
      state.plan = plan
      state.callCount = 0
      state.failureCount = 0
    }
  }

  /// Puts a remark into the record.
  package func note(_ note: DiskOperation.Note) {
    state.withLock { $0.operations.append(.note(note)) }
  }

  // MARK: - Directory

  package func names() throws(StorageError) -> [String] {
    try perform("readdir") { Array($0.names.keys) }
  }

  package func map(_ name: String) throws(StorageError) -> ByteView {
    let file = "\(path)/\(name)"
    let bytes = try perform("open", name) { state in state.names[name].map { state.files[$0] } }
    guard let bytes else { throw .noSuchFile(path: file) }
    return ByteView(copying: bytes, file: file)
  }

  /// Like ``DiskDirectory``, in two steps where the name is taken: the old file goes, a new one comes.
  package func create(_ name: String) throws(StorageError) -> any OutputFile {
    let number = try perform("create", name) { state, isHalf in
      if state.names.removeValue(forKey: name) != nil {
        state.operations.append(.remove(name))
        if isHalf { return -1 }
      }
      let number = state.files.count
      state.files.append([])
      state.names[name] = number
      state.operations.append(.link(name: name, file: number))
      return number
    }
    return SimulatedFile(number, name, on: self)
  }

  package func link(_ name: String, from other: any Directory) throws(StorageError) -> Bool {
    guard sharesFiles, let other = other as? MemoryDirectory else { return false }
    guard let bytes = other.contents(of: name) else {
      throw .noSuchFile(path: "\(other.path)/\(name)")
    }
    try perform("link", name) { state in
      let number = state.files.count
      state.files.append(bytes)
      state.names[name] = number
      state.operations.append(.share(name: name, file: number, bytes: bytes))
    }
    return true
  }

  package func rename(_ name: String, to newName: String) throws(StorageError) {
    let isThere = try perform("rename", name) { state in
      guard let file = state.names.removeValue(forKey: name) else { return false }
      state.names[newName] = file
      state.operations.append(.rename(name, to: newName))
      return true
    }
    guard isThere else { throw .noSuchFile(path: "\(path)/\(name)") }
  }

  package func remove(_ name: String) throws(StorageError) {
    let isThere = try perform("unlink", name) { state in
      guard state.names.removeValue(forKey: name) != nil else { return false }
      state.operations.append(.remove(name))
      return true
    }
    guard isThere else { throw .noSuchFile(path: "\(path)/\(name)") }
  }

  package func synchronize() throws(StorageError) {
    try synchronize(nil) { .synchronizeDirectory(succeeds: $0) }
  }

  package func lock(_ name: String, holder: String) throws(StorageError) -> any DirectoryLock {
    let isFree = try perform("flock", name) { state in
      guard state.locks.insert(name).inserted else { return false }
      if state.names[name] == nil {
        state.names[name] = state.files.count
        state.files.append([])
        state.operations.append(.link(name: name, file: state.files.count - 1))
      }
      state.operations.append(.lock(name))
      return true
    }
    guard isFree else { throw .locked(path: "\(path)/\(name)", holder: "another test") }
    return SimulatedLock(name, on: self)
  }

  // MARK: - Calls

  func unlock(_ name: String) { state.withLock { _ = $0.locks.remove(name) } }

  /// Writes bytes; a call that fails half-way leaves the first half.
  func write(_ bytes: [UInt8], to file: Int, _ name: String) throws(StorageError) {
    func append(_ bytes: ArraySlice<UInt8>, _ state: inout State) {
      state.files[file] += bytes
      state.operations.append(.write(file: file, bytes: Array(bytes)))
    }
    let failure = state.withLock { state -> StorageError? in
      let plan = nextFault(&state)
      guard let plan else {
        append(bytes[...], &state)
        return nil
      }
      if plan.effect == .something { append(bytes.prefix(bytes.count / 2), &state) }
      return error("write", name, plan)
    }
    if let failure { throw failure }
  }

  /// Records a synchronization, the failing ones too: what became of the data then is open.
  func synchronize(
    _ name: String?, _ operation: (Bool) -> DiskOperation
  ) throws(StorageError) {
    let failure = state.withLock { state -> StorageError? in
      let plan = nextFault(&state, isSynchronization: true)
      state.operations.append(operation(plan == nil))
      return plan.map { error("fsync", name, $0) }
    }
    if let failure { throw failure }
  }

  /// Does a call, or fails it.
  func perform<Value>(
    _ call: String, _ name: String? = nil, _ action: (inout State) -> Value
  ) throws(StorageError) -> Value {
    try perform(call, name) { state, _ in action(&state) }
  }

  /// Does a call, or fails it; the action is told whether it may be done by half.
  private func perform<Value>(
    _ call: String, _ name: String?, _ action: (inout State, _ isHalf: Bool) -> Value
  ) throws(StorageError) -> Value {
    try state.withLock { state throws(StorageError) in
      guard let plan = nextFault(&state) else { return action(&state, false) }
      // What only looks has no effect that could be left behind.
      let isChange = !["readdir", "open", "flock"].contains(call)
      if plan.effect == .something && isChange { _ = action(&state, true) }
      throw error(call, name, plan)
    }
  }

  private func nextFault(_ state: inout State, isSynchronization: Bool = false) -> FaultPlan? {
    if state.plan?.isOfSynchronizations == true, !isSynchronization { return nil }
    let number = state.callCount
    state.callCount += 1
    guard let plan = state.plan, plan.fails(number) else { return nil }
    state.failureCount += 1
    return plan
  }

  private func error(_ call: String, _ name: String?, _ plan: FaultPlan) -> StorageError {
    .system(
      call: call, path: name.map { "\(path)/\($0)" } ?? path, code: plan.code,
      reason: "error \(plan.code) on purpose")
  }
}
