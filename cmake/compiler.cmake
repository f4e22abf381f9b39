# One place for flags, so that every target is built alike.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(LLD ld.lld)
if(LLD)
  add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
if(STEMMA_WERROR)
  add_compile_options(-Werror)
endif()
if(STEMMA_SANITIZE)
  add_compile_options(-fsanitize=${STEMMA_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${STEMMA_SANITIZE})
else()
  # Hostile input is the normal case: checked containers cost 1-2 % and turn an overrun into a stop.
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_compile_options(-fstack-protector-strong)
  add_link_options(-Wl,-z,relro,-z,now)
endif()

if(STEMMA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # libFuzzer sees every branch of every stage
endif()

# A stage is every .cpp of its folder (and folders below), linked against the stages named after LINK.
function(stemma_stage name)
  cmake_parse_arguments(A "" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp "// nothing yet\n")
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
  endif()
  add_library(stemma_${name} STATIC ${sources})
  set_target_properties(stemma_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(stemma_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  target_link_libraries(stemma_${name} PUBLIC ${A_LINK})
endfunction()
