# What others get: the program, its man page and completions; and for those who embed Stemma, one library with its headers
# (find_package(stemma) gives stemma::stemma). CPack makes a .deb of it:  cpack --config build/release/CPackConfig.cmake
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(stemma STATIC)
foreach(stage IN LISTS STEMMA_STAGES)
  if(stage STREQUAL server)  # of the program, not of those who embed
    continue()
  endif()
  target_sources(stemma PRIVATE $<TARGET_OBJECTS:stemma_${stage}>)
endforeach()
set_target_properties(stemma PROPERTIES LINKER_LANGUAGE CXX EXCLUDE_FROM_ALL OFF)
target_include_directories(stemma INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(stemma INTERFACE cxx_std_20)
target_link_libraries(stemma INTERFACE
  fmt::fmt OpenSSL::Crypto ICU::i18n ICU::uc ICU::data ZLIB::ZLIB SQLite::SQLite3 EXPAT::EXPAT Threads::Threads
  brotlidec zstd deflate uchardet cld2)

install(TARGETS stemma EXPORT stemma-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY include/stemma DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT stemma-targets NAMESPACE stemma:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/stemma COMPONENT development)
configure_package_config_file(cmake/stemma-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/stemma-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/stemma)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/stemma-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/stemma-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/stemma-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/stemma COMPONENT development)

install(TARGETS stemma_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

# The program writes its own man page and completions, from the table of commands that it obeys.
set(made ${CMAKE_CURRENT_BINARY_DIR}/share)
add_custom_command(OUTPUT ${made}/stemma.1 ${made}/stemma.bash ${made}/_stemma ${made}/stemma.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${made}
  COMMAND stemma_program self man > ${made}/stemma.1
  COMMAND stemma_program self completion bash > ${made}/stemma.bash
  COMMAND stemma_program self completion zsh > ${made}/_stemma
  COMMAND stemma_program self completion fish > ${made}/stemma.fish
  DEPENDS stemma_program VERBATIM)
add_custom_target(stemma_pages ALL DEPENDS ${made}/stemma.1)
install(FILES ${made}/stemma.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${made}/stemma.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME stemma COMPONENT program)
install(FILES ${made}/_stemma DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
install(FILES ${made}/stemma.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stemma)
set(CPACK_PACKAGE_CONTACT "Stemma founders <stemma@stemma.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME stemma)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libstemma-dev)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS poppler-utils)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libexpected-dev, libfmt-dev, libssl-dev, libicu-dev, zlib1g-dev, libbrotli-dev, libsqlite3-dev, libexpat1-dev, libzstd-dev, libdeflate-dev, libuchardet-dev, libcld2-dev")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
