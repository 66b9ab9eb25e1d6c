//! In the browser mounts the app; elsewhere is the native command.

#[cfg(target_arch = "wasm32")]
fn main() {
    faisceau::shell::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    faisceau::command::run()
}
