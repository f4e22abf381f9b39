# stemma_embed(TARGET NAME files...): the files become constants, so that the program is one file with nothing beside it.
#
# Generates NAME.h / NAME.cpp with  namespace stemma::embedded { std::string_view NAME(std::string_view file); }
# which gives a file's bytes by its name relative to BASE, or an empty view.
function(stemma_embed target name base)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(files ${ARGN})
  list(TRANSFORM files PREPEND "${base}/" OUTPUT_VARIABLE full)
  string(JOIN "," joined ${files})
  add_custom_command(
    OUTPUT ${out}/${name}.cpp ${out}/${name}.h
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DBASE=${base} -DFILES=${joined} -DOUT=${out}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${full} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out}/${name}.cpp)
  target_include_directories(${target} PRIVATE ${out})
  set_property(SOURCE ${out}/${name}.cpp PROPERTY GENERATED ON)
endfunction()
